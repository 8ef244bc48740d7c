namespace PromptToImage.Pipeline.Models;

/// <summary>One of the text-to-image models that are stood in for.</summary>
/// <param name="ShortName">What its pictures say they are.</param>
/// <param name="HighestSeed">Core and Ultra take one more than SD3.5.</param>
public sealed record ImageModel(string Id, string ShortName, long HighestSeed)
{
    /// <summary>The models by id, as https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html lists them.</summary>
    public static readonly IReadOnlyDictionary<string, ImageModel> All = new ImageModel[]
    {
        new("stability.stable-image-core-v1:1", "stable-image-core", 4294967295),
        new("stability.stable-image-ultra-v1:1", "stable-image-ultra", 4294967295),
        new("stability.sd3-5-large-v1:0", "sd3-5-large", 4294967294),
    }.ToDictionary(model => model.Id);
}
