using PromptToImage.Contracts;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

public sealed class StateVisitsTests
{
    [Fact]
    public void A_state_that_was_left_succeeded_with_input_and_output()
    {
        var visit = Assert.Single(Of(new RecordedHistory().Start().Enter("a").Schedule().Pass(50).Exit("a")));
        Assert.Equal(("a", "Task", StateStatuses.Succeeded, 0), (visit.Name, visit.Type, visit.Status, visit.Retries));
        Assert.Equal(("\"in\"", "\"out\""), (visit.Input.ToJson(), visit.Output?.ToJson()));
        Assert.Equal((RecordedHistory.Begin, RecordedHistory.Begin.AddMilliseconds(50)), (visit.Entered, visit.Exited));
    }

    [Fact]
    public void A_state_that_was_not_left_is_in_progress()
    {
        var visit = Assert.Single(Of(new RecordedHistory().Start().Enter("a").Schedule()));
        Assert.Equal((StateStatuses.InProgress, null, null), (visit.Status, visit.Exited, visit.Output));
    }

    [Fact]
    public void A_successful_retry_is_counted_and_has_no_error()
    {
        var visit = Assert.Single(
            Of(new RecordedHistory().Start().Enter("a").Schedule().Fail("E", "c").Schedule().Fail("E", "c").Schedule().Exit("a"))
        );
        Assert.Equal((StateStatuses.Succeeded, 2, null), (visit.Status, visit.Retries, visit.Error));
    }

    [Fact]
    public void Each_attempt_has_its_error_and_the_wait_after_it()
    {
        var history = new RecordedHistory().Start().Enter("a").Schedule().Pass(10).Fail("E", "c").Pass(500).Schedule().Pass(20).Exit("a");
        var attempts = Assert.Single(Of(history)).Attempts;
        Assert.Equal([("E", "c", 4L), (null, null, null)], attempts.Select(attempt => (attempt.Error, attempt.Cause, attempt.FailedEventId)));
        Assert.Equal([10.0, 20.0], attempts.Select(attempt => (attempt.Ended - attempt.Started)!.Value.TotalMilliseconds));
        Assert.Equal([TimeSpan.FromMilliseconds(500), null], attempts.Select(attempt => attempt.Wait));
    }

    [Fact]
    public void A_state_that_is_redriven_is_in_progress_again()
    {
        var history = new RecordedHistory().Start().Enter("a").Schedule().Fail("E", "c").End(HistoryEventType.ExecutionFailed, "E", "c");
        var visit = Assert.Single(Of(history.Pass(1000).Schedule()));
        Assert.Equal((StateStatuses.InProgress, null, null), (visit.Status, visit.Exited, visit.Error));
        Assert.Equal(TimeSpan.FromSeconds(1), visit.Attempts[0].Wait);
    }

    [Fact]
    public void A_failed_expression_of_a_state_that_is_entered_again_belongs_to_the_last_visit()
    {
        var visits = Of(new RecordedHistory().Start().Enter("a").Exit("a").Enter("a").FailEvaluation("a", "E", "c", after: 3));
        Assert.Equal([null, "E"], visits.Select(visit => visit.Error));
    }

    [Fact]
    public void A_state_that_is_left_through_a_catcher_has_a_caught_error()
    {
        var visits = Of(new RecordedHistory().Start().Enter("a").Schedule().Fail("E", "c").Exit("a").Enter("b"));
        Assert.Equal([StateStatuses.CaughtError, StateStatuses.InProgress], visits.Select(visit => visit.Status));
        Assert.Equal(("E", "c"), (visits[0].Error, visits[0].Cause));
    }

    [Fact]
    public void A_failed_expression_is_an_error_of_its_state()
    {
        var afterResult = Of(new RecordedHistory().Start().Enter("a").Schedule().FailEvaluation("a", "E", "c").Exit("a"));
        // As on AWS, the event does not refer to the Entered event if nothing follows that.
        var first = Of(new RecordedHistory().Start().Enter("a").FailEvaluation("a", "E", "c", after: 1).Exit("a"));
        foreach (var visit in (StateVisit[])[Assert.Single(afterResult), Assert.Single(first)])
        {
            Assert.Equal((StateStatuses.CaughtError, "E", "c"), (visit.Status, visit.Error, visit.Cause));
        }
    }

    [Fact]
    public void A_visit_has_the_variables_that_the_state_assigned()
    {
        var assigned = JsonObject.From(("x", JsonValue.From(1)));
        var visits = Of(new RecordedHistory().Start().Enter("a").Exit("a", assigned: assigned).Enter("b").Exit("b"));
        Assert.Equal([assigned, null], visits.Select(visit => visit.Assigned));
    }

    [Theory]
    [InlineData(HistoryEventType.ExecutionFailed, StateStatuses.Failed)]
    [InlineData(HistoryEventType.ExecutionAborted, StateStatuses.Cancelled)]
    [InlineData(HistoryEventType.ExecutionTimedOut, StateStatuses.Cancelled)]
    public void The_execution_s_end_ends_the_state_that_it_is_in(HistoryEventType end, string status)
    {
        var visits = Of(new RecordedHistory().Start().Enter("a").Exit("a").Enter("b").End(end, "E", "c"));
        Assert.Equal([StateStatuses.Succeeded, status], visits.Select(visit => visit.Status));
        Assert.Equal(("E", "c"), (visits[1].Error, visits[1].Cause));
    }

    [Fact]
    public void A_state_s_own_error_has_precedence_over_the_execution_s() =>
        Assert.Equal(
            "Own",
            Assert
                .Single(
                    Of(
                        new RecordedHistory()
                            .Start()
                            .Enter("a")
                            .Schedule()
                            .Fail("Own", "")
                            .End(HistoryEventType.ExecutionFailed, "Whole", "")
                    )
                )
                .Error
        );

    [Fact]
    public void Interleaved_branches_keep_their_own_states()
    {
        var history = new RecordedHistory().Start();
        var fork = history.LastId;
        var left = history.Enter("left", fork).LastId;
        var right = history.Enter("right", fork).LastId;
        var visits = Of(history.Exit("left", left).Pass(10).Exit("right", right));
        Assert.All(visits, visit => Assert.Equal(StateStatuses.Succeeded, visit.Status));
        Assert.Equal([0.0, 10.0], visits.Select(visit => (visit.Exited - visit.Entered)!.Value.TotalMilliseconds));
    }

    [Fact]
    public void A_state_that_is_entered_twice_has_two_visits() =>
        Assert.Equal(["a", "a"], Of(new RecordedHistory().Start().Enter("a").Exit("a").Enter("a").Exit("a")).Select(visit => visit.Name));

    private static IReadOnlyList<StateVisit> Of(RecordedHistory history) => StateVisits.From(history.Events, []);
}
