using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class ListTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StatesMachine _machine = null!;

    public async ValueTask InitializeAsync()
    {
        _machine = StatesMachine.Open(_folder.Path);
        foreach (
            var (name, input) in ((string, string)[])
                [("a-1", "\"red\""), ("a-2", "\"green\""), ("b-1", "\"50% red_wine\""), ("b-2", "\"blue\"")]
        )
        {
            await _machine.StartAsync(Definitions.Wait(1000), input, name);
        }

        await _machine.Service.StopAsync(StatesArn.ForExecution("machine", "a-2"));
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Executions_are_listed_newest_first() => Assert.Equal(["b-2", "b-1", "a-2", "a-1"], Names(Query));

    [Fact]
    public void A_list_can_be_filtered_by_status()
    {
        Assert.Equal(["a-2"], Names(Query with { Status = ExecutionStatus.Aborted }));
        Assert.Equal(["b-2", "b-1", "a-1"], Names(Query with { Status = ExecutionStatus.Running }));
    }

    [Theory]
    [InlineData("a-", "a-2", "a-1")]
    [InlineData("RED", "b-1", "a-1")]
    [InlineData("50%", "b-1")]
    [InlineData("d_w", "b-1")]
    [InlineData("%")]
    public void A_search_matches_the_start_of_a_name_and_any_part_of_a_title(string search, params string[] names)
    {
        var expected = search == "%" ? ["b-1"] : names;
        Assert.Equal(expected, Names(Query with { Search = search }));
    }

    [Fact]
    public void A_search_and_a_status_can_be_combined() =>
        Assert.Equal(["a-2"], Names(Query with { Search = "a-", Status = ExecutionStatus.Aborted }));

    [Fact]
    public async Task A_list_can_be_filtered_by_a_part_of_the_error_or_the_cause()
    {
        await _machine.Service.StopAsync(StatesArn.ForExecution("machine", "b-1"), "Too_Late", "It took 100 % longer.");
        Assert.Equal(["b-1"], Names(Query with { Error = "too_l" }));
        Assert.Equal(["b-1"], Names(Query with { Error = "100 %" }));
        Assert.Equal(["b-1"], Names(Query with { Error = "late", Search = "b-", Status = ExecutionStatus.Aborted }));
        Assert.Empty(Names(Query with { Error = "late", Search = "a-" }));
        Assert.Empty(Names(Query with { Error = "%late%" }));
    }

    [Fact]
    public void A_list_can_be_filtered_by_the_time_of_the_start()
    {
        var started = _machine.Service.List(Query).Executions.ToDictionary(execution => execution.Name, execution => execution.StartDate);
        var last = started["b-2"];
        Assert.Contains("b-2", Names(Query with { StartedFrom = last }));
        Assert.Empty(Names(Query with { StartedFrom = last.AddMilliseconds(1) }));
        Assert.DoesNotContain("b-2", Names(Query with { StartedBefore = last }));
        Assert.Equal(
            ["b-2", "b-1", "a-2", "a-1"],
            Names(Query with { StartedFrom = started["a-1"], StartedBefore = last.AddMilliseconds(1) })
        );
        Assert.Equal(["a-2", "a-1"], Names(Query with { StartedBefore = last.AddMilliseconds(1), Search = "a-" }));
    }

    [Fact]
    public async Task The_longest_executions_are_listed_first_with_a_search_or_a_filter()
    {
        var stopped = _machine.Service.Describe(StatesArn.ForExecution("machine", "a-2")).Execution.StopDate;
        // Then a-1 is longer than a-2 by a millisecond at least.
        await Condition.BecomesTrueAsync(() => Task.FromResult(_machine.Time.GetUtcNow() >= stopped?.AddMilliseconds(1)));
        await _machine.Service.StopAsync(StatesArn.ForExecution("machine", "a-1"), "Late");
        var query = Query with { Order = ExecutionOrder.LongestFirst };
        Assert.Equal(["b-2", "b-1", "a-1", "a-2"], Names(query));
        Assert.Equal(["a-1", "a-2"], Names(query with { Search = "a-" }));
        Assert.Equal(["a-1", "a-2"], Names(query with { Status = ExecutionStatus.Aborted }));
        Assert.Equal(["a-1"], Names(query with { Error = "late" }));
    }

    [Fact]
    public async Task A_running_execution_tells_when_a_failed_try_is_tried_again()
    {
        const string Retry = """ "Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":900}], """;
        var started = await _machine.StartAsync(Definitions.Task($"{Definitions.FunctionArn}missing", Retry), "1", "retried");
        var arn = started.Arn;
        await Condition.BecomesTrueAsync(() => Task.FromResult(_machine.Service.PendingRetries(arn).Count > 0));
        var failed = _machine.Service.History(arn).Events[^1];
        Assert.Equal([new PendingRetry("Task", failed.Id, failed.Timestamp.AddSeconds(900))], _machine.Service.PendingRetries(arn));
        await _machine.Service.StopAsync(arn);
        Assert.Empty(_machine.Service.PendingRetries(arn));
    }

    [Theory]
    [InlineData(ExecutionOrder.NewestFirst, "b-2", "b-1", "a-2", "a-1")]
    [InlineData(ExecutionOrder.OldestFirst, "a-1", "a-2", "b-1", "b-2")]
    [InlineData(ExecutionOrder.LongestFirst, "b-2", "b-1", "a-1", "a-2")]
    public void Pages_have_no_gap_and_no_overlap_in_each_order_and_direction(ExecutionOrder order, params string[] expected)
    {
        var query = Query with { MaxResults = 3, Order = order };
        var first = _machine.Service.List(query);
        var second = _machine.Service.List(query with { NextToken = first.NextToken });
        Assert.Equal(expected, first.Executions.Concat(second.Executions).Select(execution => execution.Name));
        Assert.Equal((null, null), (first.PreviousToken, second.NextToken));

        var one = query with { MaxResults = 1 };
        var page = _machine.Service.List(one);
        page = _machine.Service.List(one with { NextToken = page.NextToken });
        page = _machine.Service.List(one with { NextToken = page.NextToken });
        page = _machine.Service.List(one with { PreviousToken = page.PreviousToken });
        Assert.Equal(expected[1], Assert.Single(page.Executions).Name);
    }

    [Theory]
    [InlineData("nonsense!")]
    [InlineData("bm9uc2Vuc2U=")]
    public void An_invalid_token_is_rejected(string token)
    {
        var exception = Assert.Throws<AwsException>(() => _machine.Service.List(Query with { NextToken = token }));
        Assert.Equal(("InvalidToken", "Invalid Token: 'Invalid token'"), (exception.Code, exception.Message));
    }

    [Fact]
    public void A_token_of_another_list_is_rejected()
    {
        var token = _machine.Service.List(Query with { MaxResults = 1 }).NextToken;
        Assert.Throws<AwsException>(() => _machine.Service.List(Query with { Status = ExecutionStatus.Failed, NextToken = token }));
    }

    [Fact]
    public void Executions_are_counted_by_status()
    {
        var counts = _machine.Service.Count("machine");
        Assert.Equal((3, 1), (counts[ExecutionStatus.Running], counts[ExecutionStatus.Aborted]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_history_is_read_in_pages_both_ways(bool newestFirst)
    {
        foreach (var name in (string[])["f", "g", "h"])
        {
            _machine.Register(name, "1");
        }

        var arn = (await _machine.RunAsync(Definitions.Chain("f", "g", "h"))).Execution.Arn;
        var ids = new List<long>();
        string? token = null;
        do
        {
            var page = _machine.Service.History(arn, 4, newestFirst, token);
            Assert.InRange(page.Events.Count, 1, 4);
            ids.AddRange(page.Events.Select(e => e.Id));
            token = page.NextToken;
        } while (token is not null);
        var expected = Enumerable.Range(1, 17).Select(id => (long)id);
        Assert.Equal(newestFirst ? expected.Reverse() : expected, ids);
    }

    private static ExecutionQuery Query => new() { StateMachineName = "machine" };

    private IEnumerable<string> Names(ExecutionQuery query) => _machine.Service.List(query).Executions.Select(execution => execution.Name);
}
