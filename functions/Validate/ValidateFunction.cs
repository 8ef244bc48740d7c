using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Validate;

/// <summary>Lambda function of the state <c>Validate prompt</c>.</summary>
/// <param name="host">The host. Used by another program that runs the function in its own process.</param>
public sealed class ValidateFunction(FunctionHost host)
{
    private readonly PromptValidator _validator = Composition.Validate(host);

    /// <summary>Creates the function on Lambda, from environment variables.</summary>
    public ValidateFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <exception cref="Errors.InvalidPromptException">The prompt breaks the rules.</exception>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<ValidateJson>))]
    public Task<GenerationRequest> HandleAsync(ExecutionInput input, ILambdaContext context)
    {
        var request = _validator.Validate(input);
        context.Logger.LogInformation($"Prompt {input.Id}, attempt {input.Attempt}, is valid.");
        return Task.FromResult(request);
    }
}
