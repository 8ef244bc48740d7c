using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Store;

/// <summary>Lambda function of the state <c>Store image</c>.</summary>
public sealed class StoreFunction
{
    private readonly ImageStore _store;

    /// <summary>On Lambda.</summary>
    public StoreFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <summary>In another program's process.</summary>
    public StoreFunction(FunctionHost host)
        : this(Composition.Store(host)) { }

    internal StoreFunction(ImageStore store) => _store = store;

    /// <exception cref="Errors.ImageCorruptException">What is staged is no picture, or another one.</exception>
    /// <exception cref="Errors.StagedImageMissingException">Nothing is staged, and nothing was stored.</exception>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<StoreJson>))]
    public Task<StoredImage> HandleAsync(StoreInput input, ILambdaContext context) => _store.StoreAsync(input, context);
}
