using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>What a client says of an object: its headers and its own metadata.</summary>
public sealed partial record ObjectDescription
{
    /// <summary>What S3 says of an object for which nothing was given.</summary>
    public const string DefaultContentType = "binary/octet-stream";

    public string ContentType { get; init; } = DefaultContentType;

    public string? ContentEncoding { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentLanguage { get; init; }

    public string? CacheControl { get; init; }

    public string? Expires { get; init; }

    /// <summary>User metadata, names without <c>x-amz-meta-</c>, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    internal string Store() => JsonSerializer.Serialize(this, Json.Default.ObjectDescription);

    internal static ObjectDescription Load(string stored) => JsonSerializer.Deserialize(stored, Json.Default.ObjectDescription)!;

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(ObjectDescription))]
    private sealed partial class Json : JsonSerializerContext;
}
