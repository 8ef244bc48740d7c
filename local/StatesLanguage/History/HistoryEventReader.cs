using System.Text.Json;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>Reads events that <see cref="HistoryEventWriter"/> or GetExecutionHistory has written.</summary>
internal static class HistoryEventReader
{
    public static HistoryEvent Read(JsonValue json)
    {
        var name = Text(json, "type");
        if (name is null || !HistoryNames.TryFind(name, out var type))
        {
            throw new JsonFormatException("not a history event: its type is missing or unknown");
        }

        if (
            json["id"] is not JsonNumber { Whole: { } id }
            || json["previousEventId"] is not JsonNumber { Whole: { } previous }
            || json["timestamp"] is not JsonNumber timestamp
        )
        {
            throw new JsonFormatException("not a history event: id, previousEventId or timestamp is missing");
        }

        var milliseconds = Math.Round(timestamp.Double * 1000);
        if (!(Math.Abs(milliseconds) < 1e14))
        {
            throw new JsonFormatException("not a history event: the timestamp is out of range");
        }

        var fields = HistoryNames.Details[(int)type] is { } detailsName ? json[detailsName] : null;
        var details = fields is null ? null : ReadDetails(type, fields);
        return new HistoryEvent(id, previous, DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds), type, details);
    }

    /// <summary>Reads an event without its details, if a replay does not need them and the event is written as ours are; else null.</summary>
    public static HistoryEvent? ReadHeader(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, default);
        try
        {
            return
                reader.Read()
                && reader.TokenType == JsonTokenType.StartObject
                && ReadValue(ref reader, "timestamp"u8)
                && reader.TryGetDouble(out var seconds)
                && Math.Round(seconds * 1000) is var milliseconds
                && Math.Abs(milliseconds) < 1e14
                && ReadValue(ref reader, "type"u8)
                && HistoryNames.TryFind(reader.GetString() ?? "", out var type)
                && !type.IsReplayedWithDetails()
                && ReadValue(ref reader, "id"u8)
                && reader.TryGetInt64(out var id)
                && ReadValue(ref reader, "previousEventId"u8)
                && reader.TryGetInt64(out var previous)
                ? new HistoryEvent(id, previous, DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds), type, null)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a value of another type. The complete reader says what is wrong.
            return null;
        }
    }

    private static bool ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> property) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(property) && reader.Read();

    private static HistoryDetails? ReadDetails(HistoryEventType type, JsonValue d)
    {
        switch (type)
        {
            case HistoryEventType.ExecutionStarted:
                return new HistoryDetails.ExecutionStarted(Document(d, "input"), Text(d, "roleArn"));
            case HistoryEventType.ExecutionSucceeded or HistoryEventType.LambdaFunctionSucceeded or HistoryEventType.ActivitySucceeded:
                return new HistoryDetails.Succeeded(Document(d, "output"));
            case HistoryEventType.EvaluationFailed:
                return new HistoryDetails.EvaluationFailed(Text(d, "state") ?? "", Text(d, "location"), Text(d, "error"), Text(d, "cause"));
            case HistoryEventType.ExecutionRedriven:
                return new HistoryDetails.ExecutionRedriven(Number(d, "redriveCount") ?? 0);
            case HistoryEventType.LambdaFunctionScheduled or HistoryEventType.ActivityScheduled:
                return new HistoryDetails.FunctionScheduled(
                    Text(d, "resource") ?? "",
                    Document(d, "input"),
                    Number(d, "timeoutInSeconds"),
                    Number(d, "heartbeatInSeconds"),
                    Credentials(d)
                );
            case HistoryEventType.TaskScheduled:
                return new HistoryDetails.TaskScheduled(
                    Text(d, "resourceType") ?? "",
                    Text(d, "resource") ?? "",
                    Text(d, "region") ?? "",
                    Document(d, "parameters"),
                    Number(d, "timeoutInSeconds"),
                    Number(d, "heartbeatInSeconds"),
                    Credentials(d)
                );
            case HistoryEventType.TaskStarted:
                return new HistoryDetails.TaskStarted(Text(d, "resourceType") ?? "", Text(d, "resource") ?? "");
            case HistoryEventType.TaskSubmitted or HistoryEventType.TaskSucceeded:
                return new HistoryDetails.TaskOutput(Text(d, "resourceType") ?? "", Text(d, "resource") ?? "", Document(d, "output"));
            case HistoryEventType.TaskFailed
            or HistoryEventType.TaskTimedOut
            or HistoryEventType.TaskStartFailed
            or HistoryEventType.TaskSubmitFailed:
                return new HistoryDetails.TaskFailed(
                    Text(d, "resourceType") ?? "",
                    Text(d, "resource") ?? "",
                    Text(d, "error"),
                    Text(d, "cause")
                );
            case HistoryEventType.MapStateStarted:
                return new HistoryDetails.MapStateStarted(Number(d, "length") ?? 0);
            case HistoryEventType.MapIterationStarted
            or HistoryEventType.MapIterationSucceeded
            or HistoryEventType.MapIterationFailed
            or HistoryEventType.MapIterationAborted:
                return new HistoryDetails.MapIteration(Text(d, "name") ?? "", Number(d, "index") ?? 0);
            case HistoryEventType.MapRunStarted:
                return new HistoryDetails.MapRunStarted(Text(d, "mapRunArn") ?? "");
        }

        if (HistoryNames.Details[(int)type] == HistoryNames.StateEntered)
        {
            return new HistoryDetails.StateEntered(Text(d, "name") ?? "", Document(d, "input"));
        }

        if (HistoryNames.Details[(int)type] == HistoryNames.StateExited)
        {
            return new HistoryDetails.StateExited(Text(d, "name") ?? "", Document(d, "output"), Variables(d));
        }

        return new HistoryDetails.Failed(Text(d, "error"), Text(d, "cause"));
    }

    private static JsonObject? Variables(JsonValue details)
    {
        if (details["assignedVariables"] is not JsonObject written)
        {
            return null;
        }

        var variables = new JsonObjectBuilder(written.Count);
        foreach (var (key, value) in written)
        {
            variables.Set(key, value is JsonString text ? JsonValue.Parse(text.Value) : value);
        }

        return variables.Build();
    }

    private static string? Credentials(JsonValue details) =>
        details["taskCredentials"] is { } credentials ? Text(credentials, "roleArn") : null;

    private static JsonValue Document(JsonValue details, string name) =>
        Text(details, name) is { } text ? JsonValue.Parse(text) : JsonValue.Null;

    private static string? Text(JsonValue value, string name) => value[name] is JsonString text ? text.Value : null;

    private static int? Number(JsonValue value, string name) => value[name] is JsonNumber { Whole: { } whole } ? (int)whole : null;
}
