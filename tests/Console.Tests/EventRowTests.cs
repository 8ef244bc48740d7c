using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

public sealed class EventRowTests
{
    private const string FunctionArn = "arn:aws:lambda:us-east-1:000000000000:function:generate:1";

    private static readonly IReadOnlyList<EventRow> Rows = EventRow.From([
        Event(1, HistoryEventType.ExecutionStarted, new HistoryDetails.ExecutionStarted(JsonValue.Null, null)),
        Event(2, HistoryEventType.TaskStateEntered, new HistoryDetails.StateEntered("Generate", JsonValue.From("a snail"))),
        Event(3, HistoryEventType.LambdaFunctionScheduled, new HistoryDetails.FunctionScheduled(FunctionArn, JsonValue.Null, null, null)),
        Event(4, HistoryEventType.LambdaFunctionStarted, null),
        Event(5, HistoryEventType.LambdaFunctionFailed, new HistoryDetails.Failed("Busy", """{"errorMessage":"later"}""")),
        Event(6, HistoryEventType.TaskStateExited, new HistoryDetails.StateExited("Generate", JsonValue.Null, null)),
        Event(7, HistoryEventType.ExecutionAborted, new HistoryDetails.Failed("Stop", null)),
    ]);

    [Fact]
    public void An_event_has_the_state_and_the_function_that_it_is_about()
    {
        Assert.Equal(["", "Generate", "Generate", "Generate", "Generate", "Generate", ""], Rows.Select(row => row.State));
        Assert.Equal(["", "", "generate:1", "generate:1", "generate:1", "", ""], Rows.Select(row => row.Resource));
    }

    [Fact]
    public void A_failure_has_its_error_and_the_message_of_its_cause() =>
        Assert.Equal([null, null, null, null, "Busy: later", null, "Stop"], Rows.Select(row => row.Error));

    [Theory]
    [InlineData("FUNCTIONFAILED", 5L)]
    [InlineData("snail", 2L)]
    [InlineData("busy: later", 5L)]
    [InlineData("generate:1", 3L, 4L, 5L)]
    public void An_event_is_found_by_its_type_state_function_error_or_data(string text, params long[] ids) =>
        Assert.Equal(ids, Rows.Where(row => row.Contains(text)).Select(row => row.Event.Id));

    private static HistoryEvent Event(long id, HistoryEventType type, HistoryDetails? details) =>
        new(id, id - 1, RecordedHistory.Begin, type, details);
}
