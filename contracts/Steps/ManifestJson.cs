using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>JSON of the manifest next to an image, indented for people.</summary>
[JsonSerializable(typeof(ImageManifest))]
public sealed partial class ManifestJson : JsonSerializerContext
{
    /// <summary>Leaves all characters readable that JSON does not have to escape.</summary>
    public static ManifestJson ForPeople { get; } =
        new(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>
    /// The text of a manifest. The character <c>&lt;</c> is escaped, because a prompt can contain HTML, and a browser that takes the
    /// manifest for a page must find no script in it.
    /// </summary>
    public static string Write(ImageManifest manifest) =>
        // Outside its strings, JSON has no such character.
        JsonSerializer.Serialize(manifest, ForPeople.ImageManifest).Replace("<", "\\u003C", StringComparison.Ordinal);
}
