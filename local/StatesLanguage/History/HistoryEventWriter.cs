using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>Writes events as GetExecutionHistory returns them.</summary>
internal static class HistoryEventWriter
{
    public static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    // Most events have these names. They are escaped and in UTF-8 once.
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
    private static readonly JsonEncodedText[] EncodedNames = [.. HistoryNames.Types.Select(name => JsonEncodedText.Encode(name))];
    private static readonly JsonEncodedText?[] EncodedDetailsNames =
    [
        .. HistoryNames.Details.Select(name => name is null ? (JsonEncodedText?)null : JsonEncodedText.Encode(name)),
    ];

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

    // Seconds with up to three decimals, without zeros at the end. A decimal number of .NET gives the same text more slowly.
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
            case HistoryDetails.EvaluationFailed d:
                WriteIfAny(writer, "error", d.Error);
                WriteIfAny(writer, "cause", d.Cause);
                WriteIfAny(writer, "location", d.Location);
                writer.WriteString("state", d.State);
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

    // The API has the value of each variable as JSON text.
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
}
