using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>One event of an execution's history, as GetExecutionHistory shows it.</summary>
/// <param name="id">Counts from 1.</param>
/// <param name="previousEventId">The event that led to this one; 0 for the first, and for the first state's.</param>
/// <param name="timestamp">In whole milliseconds.</param>
public sealed class HistoryEvent(long id, long previousEventId, DateTimeOffset timestamp, HistoryEventType type, HistoryDetails? details)
{
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    // Half the size of a DateTimeOffset: a host keeps many events.
    private readonly long _utcTicks = timestamp.UtcTicks;

    public long Id { get; } = id;

    public long PreviousEventId { get; } = previousEventId;

    public DateTimeOffset Timestamp => new(_utcTicks, TimeSpan.Zero);

    public HistoryEventType Type { get; } = type;

    /// <summary>Null for the types that have none, such as LambdaFunctionStarted.</summary>
    public HistoryDetails? Details { get; } = details;

    /// <summary>Writes the event as the Step Functions API does, its timestamp in epoch seconds.</summary>
    /// <param name="includeData">Whether inputs and outputs are written, as <c>includeExecutionData</c> asks.</param>
    public void WriteTo(Utf8JsonWriter writer, bool includeData = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        HistoryWriter.Write(writer, this, includeData);
    }

    /// <summary>The same text; <see cref="Parse(string)"/> reads it back without loss, so it is also the form to store.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <inheritdoc cref="ToJson"/>
    public void WriteTo(IBufferWriter<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        // A writer costs more than an event; each thread keeps one. Flushed, it holds nothing of this event.
        var writer = _writer ??= new Utf8JsonWriter(buffer, HistoryWriter.Options);
        writer.Reset(buffer);
        WriteTo(writer);
        writer.Flush();
    }

    /// <exception cref="JsonFormatException">The text is no history event.</exception>
    public static HistoryEvent Parse(string json) => HistoryReader.Read(JsonValue.Parse(json));

    /// <inheritdoc cref="Parse(string)"/>
    public static HistoryEvent Parse(ReadOnlySpan<byte> utf8) => HistoryReader.Read(JsonValue.Parse(utf8));

    public override string ToString() => $"{Id} {Type}";
}
