using PromptToImage.Jsonata.Json;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// The items that an ItemReader reads from <c>mapItemReaderData</c>, by its InputType,
/// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html.
/// </summary>
internal static class ItemReaderData
{
    /// <exception cref="Hosting.AwsException">ValidationException.</exception>
    public static JsonArray Read(string data, JsonObject readerConfig)
    {
        var type = (readerConfig["InputType"] as JsonString)?.Value;
        try
        {
            return type switch
            {
                "JSONL" => JsonArray.From(Lines(data).Select(JsonValue.Parse)),
                "CSV" => ReadCsv(Lines(data), readerConfig),
                _ => JsonValue.Parse(data) as JsonArray
                    ?? throw TestStateErrors.NotJson("stateConfiguration.mapItemReaderData", "it must be an array"),
            };
        }
        catch (JsonFormatException e)
        {
            throw TestStateErrors.NotJson("stateConfiguration.mapItemReaderData", e.Message);
        }
    }

    private static JsonArray ReadCsv(IEnumerable<string> lines, JsonObject readerConfig)
    {
        var rows = lines.Select(line => line.Split(',')).ToList();
        var headers = readerConfig["CSVHeaders"] is JsonArray given
            ? given.OfType<JsonString>().Select(header => header.Value).ToList()
            : [.. rows.FirstOrDefault() ?? []];
        return JsonArray.From(
            rows.Skip(readerConfig["CSVHeaders"] is JsonArray ? 0 : 1)
                .Select(row => (JsonValue)JsonObject.From([.. headers.Zip(row, (header, cell) => (header, (JsonValue)JsonValue.From(cell)))]))
        );
    }

    private static string[] Lines(string data) =>
        data.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
