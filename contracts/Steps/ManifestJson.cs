using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the manifest next to an image, indented for people.</summary>
[JsonSerializable(typeof(ImageManifest))]
public sealed partial class ManifestJson : JsonSerializerContext
{
    /// <summary>The manifest is a file, not part of an HTML page, so HTML characters are not escaped.</summary>
    public static ManifestJson ForPeople { get; } =
        new(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
