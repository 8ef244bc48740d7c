using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Store;

/// <summary>Lambda function of the state <c>Store image</c>.</summary>
public sealed class StoreFunction
{
    private readonly ImageStore _store;

    /// <summary>Creates the function on Lambda, from environment variables.</summary>
    public StoreFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <summary>Creates the function in another program's process.</summary>
    public StoreFunction(FunctionHost host)
        : this(Composition.Store(host)) { }

    internal StoreFunction(ImageStore store) => _store = store;

    /// <exception cref="Errors.ImageCorruptException">The staged object is not an image, or not the expected image.</exception>
    /// <exception cref="Errors.StagedImageMissingException">The staged image does not exist, and no image was stored.</exception>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<StoreJson>))]
    public Task<StoredImage> HandleAsync(StoreInput input, ILambdaContext context) => _store.StoreAsync(input, context);
}
