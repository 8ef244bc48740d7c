using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Validate;

/// <summary>Lambda function of the state <c>Validate prompt</c>.</summary>
/// <remarks>In another program's process.</remarks>
public sealed class ValidateFunction(FunctionHost host)
{
    private readonly PromptValidator _validator = Composition.Validate(host);

    /// <summary>On Lambda.</summary>
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
