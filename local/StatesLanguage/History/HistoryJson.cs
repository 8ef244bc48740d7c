using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>Events to and from the JSON that the Step Functions API has for them.</summary>
internal static class HistoryJson
{
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly Dictionary<string, HistoryEventType> Types = Enum.GetValues<HistoryEventType>()
        .ToDictionary(t => t.ToString(), StringComparer.Ordinal);

    private static readonly string[] Names = Enum.GetNames<HistoryEventType>();

    private static readonly string?[] DetailsNames = [.. Enum.GetValues<HistoryEventType>().Select(DetailsName)];

    // Names that most events have, escaped and in UTF-8 once.
    private static readonly JsonEncodedText TimestampProperty = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText TypeProperty = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText IdProperty = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText PreviousProperty = JsonEncodedText.Encode("previousEventId");
    private static readonly JsonEncodedText NameProperty = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText ResourceProperty = JsonEncodedText.Encode("resource");
    private static readonly JsonEncodedText InputProperty = JsonEncodedText.Encode("input");
    private static readonly JsonEncodedText InputDetailsProperty = JsonEncodedText.Encode("inputDetails");
    private static readonly JsonEncodedText OutputProperty = JsonEncodedText.Encode("output");
    private static readonly JsonEncodedText OutputDetailsProperty = JsonEncodedText.Encode("outputDetails");
    private static readonly JsonEncodedText[] EncodedNames = [.. Names.Select(name => JsonEncodedText.Encode(name))];
    private static readonly JsonEncodedText?[] EncodedDetailsNames =
    [
        .. DetailsNames.Select(name => name is null ? (JsonEncodedText?)null : JsonEncodedText.Encode(name)),
    ];

    public static string NameOf(HistoryEventType type) => Names[(int)type];

    public static void Write(Utf8JsonWriter writer, HistoryEvent e, bool includeData)
    {
        writer.WriteStartObject();
        WriteTimestamp(writer, e.Timestamp.ToUnixTimeMilliseconds());
        writer.WriteString(TypeProperty, EncodedNames[(int)e.Type]);
        writer.WriteNumber(IdProperty, e.Id);
        writer.WriteNumber(PreviousProperty, e.PreviousEventId);
        if (e.Details is { } details && EncodedDetailsNames[(int)e.Type] is { } name)
        {
            writer.WriteStartObject(name);
            WriteDetails(writer, details, includeData);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    public static HistoryEvent Read(JsonValue json)
    {
        var name = Text(json, "type");
        if (name is null || !Types.TryGetValue(name, out var type))
        {
            throw new JsonFormatException("no history event: its type is missing or unknown");
        }

        if (
            json["id"] is not JsonNumber { Whole: { } id }
            || json["previousEventId"] is not JsonNumber { Whole: { } previous }
            || json["timestamp"] is not JsonNumber timestamp
        )
        {
            throw new JsonFormatException("no history event: id, previousEventId or timestamp is missing");
        }

        var milliseconds = Math.Round(timestamp.Double * 1000);
        if (!(Math.Abs(milliseconds) < 1e14))
        {
            throw new JsonFormatException("no history event: the timestamp is out of range");
        }

        var details = DetailsNames[(int)type] is { } detailsName && json[detailsName] is { } fields ? ReadDetails(type, fields) : null;
        return new HistoryEvent(id, previous, DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds), type, details);
    }

    // The name in the API is the type's own, but for the states, which share two, and the types without details.
    private static string? DetailsName(HistoryEventType type)
    {
        var name = type.ToString();
        if (name.EndsWith("StateEntered", StringComparison.Ordinal))
        {
            return "stateEnteredEventDetails";
        }

        if (name.EndsWith("StateExited", StringComparison.Ordinal))
        {
            return "stateExitedEventDetails";
        }

        return type switch
        {
            HistoryEventType.LambdaFunctionStarted
            or HistoryEventType.ParallelStateStarted
            or HistoryEventType.ParallelStateSucceeded
            or HistoryEventType.ParallelStateFailed
            or HistoryEventType.ParallelStateAborted
            or HistoryEventType.MapStateSucceeded
            or HistoryEventType.MapStateFailed
            or HistoryEventType.MapStateAborted
            or HistoryEventType.MapRunSucceeded
            or HistoryEventType.MapRunAborted
            or HistoryEventType.TaskStateAborted
            or HistoryEventType.WaitStateAborted => null,
            _ => char.ToLowerInvariant(name[0]) + name[1..] + "EventDetails",
        };
    }

    // Whole seconds, and as many decimals as it takes; a decimal of .NET's, which writes the same, takes several times as long.
    private static void WriteTimestamp(Utf8JsonWriter writer, long milliseconds)
    {
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        if (rest < 0)
        {
            writer.WriteNumber(TimestampProperty, milliseconds / 1000m);
            return;
        }

        Span<byte> text = stackalloc byte[24];
        Utf8Formatter.TryFormat(seconds, text, out var length);
        if (rest > 0)
        {
            text[length] = (byte)'.';
            text[length + 1] = (byte)('0' + rest / 100);
            text[length + 2] = (byte)('0' + rest / 10 % 10);
            text[length + 3] = (byte)('0' + rest % 10);
            length +=
                rest % 100 == 0 ? 2
                : rest % 10 == 0 ? 3
                : 4;
        }

        writer.WritePropertyName(TimestampProperty);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static void WriteDetails(Utf8JsonWriter writer, HistoryDetails details, bool includeData)
    {
        switch (details)
        {
            case HistoryDetails.ExecutionStarted d:
                WriteDocument(writer, "input", d.Input, includeData);
                WriteIfAny(writer, "roleArn", d.RoleArn);
                break;
            case HistoryDetails.Succeeded d:
                WriteDocument(writer, "output", d.Output, includeData);
                break;
            case HistoryDetails.Failed d:
                WriteIfAny(writer, "error", d.Error);
                WriteIfAny(writer, "cause", d.Cause);
                break;
            case HistoryDetails.ExecutionRedriven d:
                writer.WriteNumber("redriveCount", d.RedriveCount);
                break;
            case HistoryDetails.StateEntered d:
                writer.WriteString(NameProperty, d.Name);
                WriteDocument(writer, "input", d.Input, includeData);
                break;
            case HistoryDetails.StateExited d:
                writer.WriteString(NameProperty, d.Name);
                WriteDocument(writer, "output", d.Output, includeData);
                if (d.AssignedVariables is { } variables && includeData)
                {
                    WriteVariables(writer, variables);
                }

                break;
            case HistoryDetails.FunctionScheduled d:
                writer.WriteString(ResourceProperty, d.Resource);
                WriteDocument(writer, "input", d.Input, includeData);
                WriteIfAny(writer, "timeoutInSeconds", d.TimeoutInSeconds);
                WriteIfAny(writer, "heartbeatInSeconds", d.HeartbeatInSeconds);
                WriteCredentials(writer, d.CredentialsRoleArn);
                break;
            case HistoryDetails.TaskScheduled d:
                writer.WriteString("resourceType", d.ResourceType);
                writer.WriteString(ResourceProperty, d.Resource);
                writer.WriteString("region", d.Region);
                writer.WriteString("parameters", includeData ? d.Parameters.ToJson() : "");
                WriteIfAny(writer, "timeoutInSeconds", d.TimeoutInSeconds);
                WriteIfAny(writer, "heartbeatInSeconds", d.HeartbeatInSeconds);
                WriteCredentials(writer, d.CredentialsRoleArn);
                break;
            case HistoryDetails.TaskStarted d:
                writer.WriteString("resourceType", d.ResourceType);
                writer.WriteString(ResourceProperty, d.Resource);
                break;
            case HistoryDetails.TaskOutput d:
                writer.WriteString("resourceType", d.ResourceType);
                writer.WriteString(ResourceProperty, d.Resource);
                WriteDocument(writer, "output", d.Output, includeData);
                break;
            case HistoryDetails.TaskFailed d:
                writer.WriteString("resourceType", d.ResourceType);
                writer.WriteString(ResourceProperty, d.Resource);
                WriteIfAny(writer, "error", d.Error);
                WriteIfAny(writer, "cause", d.Cause);
                break;
            case HistoryDetails.MapStateStarted d:
                writer.WriteNumber("length", d.Length);
                break;
            case HistoryDetails.MapIteration d:
                writer.WriteString(NameProperty, d.Name);
                writer.WriteNumber("index", d.Index);
                break;
            case HistoryDetails.MapRunStarted d:
                writer.WriteString("mapRunArn", d.MapRunArn);
                break;
        }
    }

    private static HistoryDetails? ReadDetails(HistoryEventType type, JsonValue d)
    {
        switch (type)
        {
            case HistoryEventType.ExecutionStarted:
                return new HistoryDetails.ExecutionStarted(Document(d, "input"), Text(d, "roleArn"));
            case HistoryEventType.ExecutionSucceeded or HistoryEventType.LambdaFunctionSucceeded or HistoryEventType.ActivitySucceeded:
                return new HistoryDetails.Succeeded(Document(d, "output"));
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
        if (DetailsNames[(int)type] == "stateEnteredEventDetails")
        {
            return new HistoryDetails.StateEntered(Text(d, "name") ?? "", Document(d, "input"));
        }

        if (DetailsNames[(int)type] == "stateExitedEventDetails")
        {
            return new HistoryDetails.StateExited(Text(d, "name") ?? "", Document(d, "output"), Variables(d));
        }

        return new HistoryDetails.Failed(Text(d, "error"), Text(d, "cause"));
    }

    private static void WriteDocument(Utf8JsonWriter writer, string name, JsonValue value, bool includeData)
    {
        if (!includeData)
        {
            return;
        }

        var isInput = name == "input";
        var json = value.ToJson();
        writer.WritePropertyName(isInput ? InputProperty : OutputProperty);
        if (QuotedDocument.TryGet(value, json, out var quoted))
        {
            writer.WriteRawValue(quoted, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(json);
        }

        writer.WritePropertyName(isInput ? InputDetailsProperty : OutputDetailsProperty);
        writer.WriteRawValue("""{"truncated":false}"""u8, skipInputValidation: true);
    }

    // Each variable's value is JSON text of its own.
    private static void WriteVariables(Utf8JsonWriter writer, JsonObject variables)
    {
        writer.WriteStartObject("assignedVariables");
        foreach (var (key, value) in variables)
        {
            writer.WriteString(key, value.ToJson());
        }

        writer.WriteEndObject();
        writer.WriteStartObject("assignedVariablesDetails");
        writer.WriteBoolean("truncated", false);
        writer.WriteEndObject();
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

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, JsonText.WellFormed(value));
        }
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void WriteCredentials(Utf8JsonWriter writer, string? roleArn)
    {
        if (roleArn is null)
        {
            return;
        }

        writer.WriteStartObject("taskCredentials");
        writer.WriteString("roleArn", roleArn);
        writer.WriteEndObject();
    }

    private static string? Credentials(JsonValue details) =>
        details["taskCredentials"] is { } credentials ? Text(credentials, "roleArn") : null;

    private static JsonValue Document(JsonValue details, string name) =>
        Text(details, name) is { } text ? JsonValue.Parse(text) : JsonValue.Null;

    private static string? Text(JsonValue value, string name) => value[name] is JsonString text ? text.Value : null;

    private static int? Number(JsonValue value, string name) => value[name] is JsonNumber { Whole: { } whole } ? (int)whole : null;
}
