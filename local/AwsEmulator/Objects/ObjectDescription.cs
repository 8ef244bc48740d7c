using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The headers and the user metadata that a client stored with an object.</summary>
public sealed partial record ObjectDescription
{
    /// <summary>The content type of an object that was stored without one.</summary>
    public const string DefaultContentType = "binary/octet-stream";

    public string ContentType { get; init; } = DefaultContentType;

    public string? ContentEncoding { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentLanguage { get; init; }

    public string? CacheControl { get; init; }

    public string? Expires { get; init; }

    /// <summary>The user metadata. The names are in lower case, without the prefix <c>x-amz-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    internal string Store() => JsonSerializer.Serialize(this, Json.Default.ObjectDescription);

    internal static ObjectDescription Load(string stored) => JsonSerializer.Deserialize(stored, Json.Default.ObjectDescription)!;

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ObjectDescription))]
    private sealed partial class Json : JsonSerializerContext;
}
