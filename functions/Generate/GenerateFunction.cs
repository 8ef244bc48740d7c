using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>Lambda function of the state <c>Generate image</c>.</summary>
public sealed class GenerateFunction
{
    private readonly ImageGenerator _generator;

    /// <summary>Creates the function on Lambda, from environment variables.</summary>
    public GenerateFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <summary>Creates the function in another program's process.</summary>
    public GenerateFunction(FunctionHost host)
        : this(Composition.Generate(host)) { }

    internal GenerateFunction(ImageGenerator generator) => _generator = generator;

    /// <exception cref="Errors.ModelThrottledException"/>
    /// <exception cref="Errors.ModelUnavailableException"/>
    /// <exception cref="Errors.ModelOutputException"/>
    /// <exception cref="Errors.ModelRequestRejectedException"/>
    /// <exception cref="Errors.ContentFilteredException"/>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<GenerateJson>))]
    public Task<StagedImage> HandleAsync(GenerateInput input, ILambdaContext context) => _generator.GenerateAsync(input, context);
}
