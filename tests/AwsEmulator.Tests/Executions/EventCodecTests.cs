using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class EventCodecTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Events_come_back_as_they_went_in(int length)
    {
        var data = JsonValue.Of(string.Concat(Enumerable.Repeat("line\nü🥐\"", length)));
        HistoryEvent[] events =
        [
            new(
                1,
                0,
                new DateTimeOffset(2026, 11, 1, 12, 0, 0, 123, TimeSpan.Zero),
                HistoryEventType.PassStateEntered,
                new HistoryDetails.StateEntered("A", data)
            ),
            new(
                2,
                1,
                new DateTimeOffset(2026, 11, 1, 12, 0, 0, 124, TimeSpan.Zero),
                HistoryEventType.PassStateExited,
                new HistoryDetails.StateExited("A", data, null)
            ),
        ];
        var stored = EventCodec.Encode(events);
        Assert.Equal(events.Select(e => e.ToJson()), EventCodec.Decode(stored).Select(e => e.ToJson()));
    }

    [Fact]
    public void What_repeats_takes_little_room()
    {
        var data = JsonValue.Of(new string([.. Enumerable.Range(0, 10_000).Select(i => (char)('a' + (i * i % 26)))]));
        var events = Enumerable
            .Range(1, 6)
            .Select(id => new HistoryEvent(
                id,
                id - 1,
                DateTimeOffset.UnixEpoch,
                HistoryEventType.PassStateEntered,
                new HistoryDetails.StateEntered("A", data)
            ))
            .ToList();
        Assert.InRange(EventCodec.Encode(events).Length, 1, events.Sum(e => Encoding.UTF8.GetByteCount(e.ToJson())) / 6);
    }
}
