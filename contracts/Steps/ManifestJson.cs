using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the manifest beside an image, laid out for people.</summary>
[JsonSerializable(typeof(ImageManifest))]
public sealed partial class ManifestJson : JsonSerializerContext
{
    /// <summary>A file of its own, never part of a page: what HTML would have escaped stays readable.</summary>
    public static ManifestJson ForPeople { get; } =
        new(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
