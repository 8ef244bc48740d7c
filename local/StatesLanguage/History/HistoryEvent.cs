using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>An event of the history of an execution, as GetExecutionHistory returns it. Immutable.</summary>
/// <param name="id">The id of the event, from 1.</param>
/// <param name="previousEventId">The id of the event that led to this one; 0 for the first event and for the first state.</param>
/// <param name="timestamp">The time of the event, in whole milliseconds.</param>
/// <param name="type">The type of the event.</param>
/// <param name="details">The details; null for a type without details.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html</remarks>
public sealed class HistoryEvent(long id, long previousEventId, DateTimeOffset timestamp, HistoryEventType type, HistoryDetails? details)
{
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    // Half the size of a DateTimeOffset: a host keeps many events.
    private readonly long _utcTicks = timestamp.UtcTicks;

    /// <summary>The id of the event, from 1 without gaps.</summary>
    public long Id { get; } = id;

    /// <summary>The id of the event that led to this one; 0 for the first event and for the first state.</summary>
    public long PreviousEventId { get; } = previousEventId;

    /// <summary>The time of the event in UTC, in whole milliseconds.</summary>
    public DateTimeOffset Timestamp => new(_utcTicks, TimeSpan.Zero);

    /// <summary>The type of the event.</summary>
    public HistoryEventType Type { get; } = type;

    /// <summary>The details; null for a type without details, for example LambdaFunctionStarted.</summary>
    public HistoryDetails? Details { get; } = details;

    /// <summary>Writes the event as a JSON object of the Step Functions API. The timestamp is in seconds since 1970.</summary>
    /// <param name="writer">The writer, which may be inside an array.</param>
    /// <param name="includeData">Whether inputs and outputs are written: <c>includeExecutionData</c> of GetExecutionHistory.</param>
    public void WriteTo(Utf8JsonWriter writer, bool includeData = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        HistoryEventWriter.Write(writer, this, includeData);
    }

    /// <summary>
    /// The event as JSON text of the Step Functions API, with inputs and outputs. A host may store this text:
    /// <see cref="Parse(string)"/> gives an equal event.
    /// </summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the text of <see cref="ToJson"/> in UTF-8.</summary>
    public void WriteTo(IBufferWriter<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        // A writer takes longer to create than an event to write, so each thread keeps one.
        var writer = _writer ??= new Utf8JsonWriter(buffer, HistoryEventWriter.Options);
        writer.Reset(buffer);
        WriteTo(writer);
        writer.Flush();
    }

    /// <summary>Parses the JSON text of an event.</summary>
    /// <exception cref="JsonFormatException">The text is not a history event.</exception>
    public static HistoryEvent Parse(string json) => HistoryEventReader.Read(JsonValue.Parse(json));

    /// <inheritdoc cref="Parse(string)"/>
    public static HistoryEvent Parse(ReadOnlySpan<byte> utf8) => HistoryEventReader.Read(JsonValue.Parse(utf8));

    /// <summary>
    /// Parses what <see cref="Execution.Replay"/> needs of an event. The data of a state's input and output, which is most of a history, is
    /// left out where the replay has it already.
    /// </summary>
    /// <exception cref="JsonFormatException">The text is not a history event.</exception>
    public static HistoryEvent ParseForReplay(ReadOnlySpan<byte> utf8) => HistoryEventReader.ReadHeader(utf8) ?? Parse(utf8);

    /// <summary>The id and the type, for a person.</summary>
    public override string ToString() => $"{Id} {Type}";
}
