namespace PromptToImage.Pipeline.Models;

/// <summary>A text-to-image model that has a local substitute.</summary>
/// <param name="Id">Bedrock's id of the model.</param>
/// <param name="ShortName">The name that its images show.</param>
/// <param name="HighestSeed">The largest seed that it accepts.</param>
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
