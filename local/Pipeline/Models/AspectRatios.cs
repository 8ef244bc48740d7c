namespace PromptToImage.Pipeline.Models;

/// <summary>The aspect ratios of Stability's models, and the image size of each: about one megapixel.</summary>
public static class AspectRatios
{
    public const string Default = "1:1";

    private static readonly Dictionary<string, (int Width, int Height)> Sizes = new()
    {
        ["16:9"] = (1344, 768),
        ["1:1"] = (1024, 1024),
        ["21:9"] = (1536, 640),
        ["2:3"] = (832, 1216),
        ["3:2"] = (1216, 832),
        ["4:5"] = (896, 1088),
        ["5:4"] = (1088, 896),
        ["9:16"] = (768, 1344),
        ["9:21"] = (640, 1536),
    };

    public static IReadOnlyCollection<string> All => Sizes.Keys;

    public static (int Width, int Height) SizeOf(string ratio) => Sizes[ratio];
}
