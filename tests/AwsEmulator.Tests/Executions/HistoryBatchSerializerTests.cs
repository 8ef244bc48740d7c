using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class HistoryBatchSerializerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Deserialized_events_equal_the_serialized_events(int length)
    {
        var data = JsonValue.From(string.Concat(Enumerable.Repeat("line\nü🥐\"", length)));
        HistoryEvent[] events =
        [
            Entered(1, data),
            new(
                2,
                1,
                new DateTimeOffset(2026, 11, 1, 12, 0, 0, 124, TimeSpan.Zero),
                HistoryEventType.PassStateExited,
                new HistoryDetails.StateExited("A", data, null)
            ),
        ];
        var batch = Assert.Single(HistoryBatchSerializer.Serialize(events));
        Assert.Equal((1, 2), (batch.FirstEventId, batch.Count));
        Assert.Equal(events.Select(e => e.ToJson()), HistoryBatchSerializer.Deserialize(batch.Data).Select(e => e.ToJson()));
    }

    [Fact]
    public void Repeated_data_is_compressed()
    {
        var data = JsonValue.From(new string([.. Enumerable.Range(0, 10_000).Select(i => (char)('a' + (i * i % 26)))]));
        var events = Enumerable.Range(1, 6).Select(id => Entered(id, data)).ToList();
        var length = HistoryBatchSerializer.Serialize(events).Sum(batch => batch.Data.Length);
        Assert.InRange(length, 1, events.Sum(e => Encoding.UTF8.GetByteCount(e.ToJson())) / 6);
    }

    [Fact]
    public void A_decision_with_much_data_becomes_several_batches()
    {
        var data = JsonValue.From(new string('x', 250_000));
        var events = Enumerable.Range(1, 100).Select(id => Entered(id, data)).ToList();
        var batches = HistoryBatchSerializer.Serialize(events);
        Assert.Equal([1, 18, 35, 52, 69, 86], batches.Select(batch => (int)batch.FirstEventId));
        Assert.Equal(
            Enumerable.Range(1, 100).Select(id => (long)id),
            batches.SelectMany(batch => HistoryBatchSerializer.Deserialize(batch.Data)).Select(e => e.Id)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("01FFFFFFFF00")]
    [InlineData("01FFFFFF7F00")]
    [InlineData("0110000000FF")]
    [InlineData("7B")]
    [InlineData("7B7D0A")]
    public void Damaged_data_is_reported_before_its_length_is_allocated(string data) =>
        Assert.Throws<InvalidDataException>(() => HistoryBatchSerializer.Deserialize(Convert.FromHexString(data)));

    private static HistoryEvent Entered(int id, JsonValue data) =>
        new(
            id,
            id - 1,
            new DateTimeOffset(2026, 11, 1, 12, 0, 0, 123, TimeSpan.Zero),
            HistoryEventType.PassStateEntered,
            new HistoryDetails.StateEntered("A", data)
        );
}
