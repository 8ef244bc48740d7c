using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Functions.Contracts;

namespace PromptToImage.Functions.Validate;

/// <summary>Lambda function of the state <c>Validate prompt</c>.</summary>
public sealed class ValidateFunction
{
    private readonly PromptValidator _validator;

    /// <summary>On Lambda.</summary>
    public ValidateFunction()
        : this(FunctionHost.FromEnvironment())
    {
    }

    /// <summary>In another program's process.</summary>
    public ValidateFunction(FunctionHost host) => _validator = Composition.Validate(host);

    /// <exception cref="Errors.InvalidPromptException">The prompt breaks the rules.</exception>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<ValidateJson>))]
    public Task<GenerationRequest> HandleAsync(ExecutionInput input, ILambdaContext context)
    {
        GenerationRequest request = _validator.Validate(input);
        context.Logger.LogInformation($"Prompt {input.Id}, attempt {input.Attempt}, is valid.");
        return Task.FromResult(request);
    }
}
