using System.Globalization;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// <c>SdkHttpMetadata</c> and <c>SdkResponseMetadata</c>: the metadata of the service's HTTP response in the result of an optimized
/// integration.
/// </summary>
internal sealed record SdkMetadata
{
    public required string RequestId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string ContentType { get; init; }

    public required int ContentLength { get; init; }

    public int StatusCode { get; init; } = 200;

    /// <summary>The name of the Connection header as this service writes it. Paths into the output depend on its case.</summary>
    public string ConnectionHeader { get; init; } = "connection";

    /// <summary>The headers that only this service sends.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AdditionalHeaders { get; init; } = [];

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("SdkHttpMetadata");
        writer.WriteStartObject("AllHttpHeaders");
        foreach (var (name, value) in Headers())
        {
            writer.WriteStartArray(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("HttpHeaders");
        foreach (var (name, value) in Headers())
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteNumber("HttpStatusCode", StatusCode);
        writer.WriteEndObject();
        writer.WriteStartObject("SdkResponseMetadata");
        writer.WriteString(nameof(RequestId), RequestId);
        writer.WriteEndObject();
    }

    private IEnumerable<KeyValuePair<string, string>> Headers() =>
        [
            .. AdditionalHeaders,
            KeyValuePair.Create(ConnectionHeader, "keep-alive"),
            KeyValuePair.Create("Content-Length", ContentLength.ToString(CultureInfo.InvariantCulture)),
            KeyValuePair.Create("Content-Type", ContentType),
            KeyValuePair.Create("Date", Date.ToString("R", CultureInfo.InvariantCulture)),
            KeyValuePair.Create("x-amzn-RequestId", RequestId),
        ];
}
