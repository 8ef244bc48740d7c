using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Rules;

/// <summary>A rule on the ends of executions that no Catch has handled, and other rules.</summary>
public sealed class RuleServiceTests : IDisposable
{
    private const string TimesOut =
        """{ "StartAt": "Wait", "TimeoutSeconds": 5, "States": { "Wait": { "Type": "Wait", "Seconds": 60, "End": true } } }""";

    private const string Unhandled =
        """{ "StartAt": "Pass", "States": { "Pass": { "Type": "Pass", "InputPath": "$.nothing", "End": true } } }""";

    private const string Fails = """{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "Broken", "Cause": "It fell." } } }""";

    private const string Function = "handle-ends";
    private const string Queue = "ends";

    private static readonly RuleDefinition Ends = new()
    {
        Name = "ends",
        EventPattern = """
            {
              "source": ["aws.states"],
              "detail-type": ["Step Functions Execution Status Change"],
              "detail": {
                "stateMachineArn": ["arn:aws:states:us-east-1:000000000000:stateMachine:machine"],
                "$or": [{ "status": ["TIMED_OUT"] }, { "status": ["FAILED"], "error": ["States.Runtime"] }]
              }
            }
            """,
        Targets =
        [
            new RuleTarget
            {
                Id = "function",
                Arn = RegisteredFunction.ArnFor(Function),
                InputTransformer = new InputTransformer(
                    new Dictionary<string, string> { ["arn"] = "$.detail.executionArn", ["status"] = "$.detail.status" },
                    """{"executionArn":<arn>,"status":<status>}"""
                ),
            },
        ],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_execution_that_timed_out_is_reported()
    {
        var clock = new ManualTimeProvider();
        await using var machine = await OpenAsync(clock);
        var execution = await machine.StartAsync(TimesOut);
        await Condition.BecomesTrueAsync(() => clock.PendingTimers > 1);
        clock.Advance(TimeSpan.FromSeconds(5));
        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
        Assert.Equal($$"""{"executionArn":"{{execution.Arn}}","status":"TIMED_OUT"}""", Assert.Single(_reports));
    }

    [Fact]
    public async Task A_runtime_error_that_nothing_can_catch_is_reported()
    {
        await using var machine = await OpenAsync();
        var details = await machine.RunAsync(Unhandled);
        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (details.Execution.Status, details.Execution.Error));
        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
        Assert.Contains("\"status\":\"FAILED\"", Assert.Single(_reports), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fails)]
    [InlineData(Definitions.Pass)]
    public async Task Other_ends_are_not_reported(string definition)
    {
        await using var machine = await OpenAsync();
        await machine.RunAsync(definition);
        Assert.Equal(0, machine.CountRows("event_deliveries"));
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task A_stopped_execution_is_left_alone()
    {
        await using var machine = await OpenAsync();
        var execution = await machine.StartAsync(Definitions.Wait(60));
        await machine.Service.StopAsync(execution.Arn);
        Assert.Equal(0, machine.CountRows("event_deliveries"));
    }

    [Fact]
    public async Task A_function_that_fails_is_invoked_again_and_then_the_event_goes_to_the_on_failure_destination()
    {
        var clock = new ManualTimeProvider();
        await using var machine = await OpenAsync(clock, _ => throw new InvalidOperationException("not now"));
        await machine.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        machine.Functions.PutEventInvokeConfig(Function, new EventInvokeConfig { OnFailure = QueueService.ArnFor(Queue) });
        await machine.RunAsync(Unhandled);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            var failures = attempt;
            await Condition.BecomesTrueAsync(() => Attempts(machine) == failures && clock.PendingTimers == 1);
            clock.Advance(TimeSpan.FromMinutes(attempt));
        }

        await Condition.BecomesTrueAsync(() => machine.Queues.Count(Queue).Total == 1);
        using var record = JsonDocument.Parse(Assert.Single(machine.Queues.Browse(Queue, 1)).Body);
        Assert.Equal("RetriesExhausted", record.RootElement.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal("FAILED", record.RootElement.GetProperty("requestPayload").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_report_that_was_not_handled_before_the_process_ended_is_handled_after_the_start()
    {
        await using (var machine = await OpenAsync(handler: _ => new TaskCompletionSource().Task))
        {
            await machine.RunAsync(Unhandled);
            await Condition.BecomesTrueAsync(() => machine.CountRows("asynchronous_invocations") == 1);
        }

        var clock = new ManualTimeProvider();
        clock.Advance(TimeSpan.FromDays(365));
        await using var again = await OpenAsync(clock);
        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
        await Condition.BecomesTrueAsync(() => again.CountRows("asynchronous_invocations") == 0);
    }

    [Fact]
    public async Task The_time_in_which_no_process_ran_does_not_count_for_the_age_of_an_event()
    {
        var clock = new ManualTimeProvider();
        await using (var machine = await OpenAsync(clock))
        {
            await machine.Database.WriteAsync(session =>
                session.Execute(
                    "INSERT INTO event_deliveries (rule, target, event, received_at, due) VALUES ('ends', 'function', '{}', ?1, ?2)",
                    clock.GetUtcNow(),
                    clock.GetUtcNow().AddYears(2)
                )
            );
        }

        clock.Advance(TimeSpan.FromDays(365));
        await using var again = await OpenAsync(clock);
        await Condition.BecomesTrueAsync(() =>
            again.Database.Read(session => session.ScalarInt64("SELECT received_at FROM event_deliveries"))
            == clock.GetUtcNow().ToUnixTimeMilliseconds()
        );
    }

    [Fact]
    public async Task A_queue_and_a_topic_receive_each_change_of_status_with_everything_that_an_event_has()
    {
        await using var machine = await OpenAsync();
        await machine.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        var topic = await machine.Topics.CreateAsync("ends");
        await machine.Topics.SubscribeAsync(topic, "email", "operator@localhost");
        await machine.Rules.PutAsync(
            new RuleDefinition
            {
                Name = "all",
                EventPattern = """{ "source": ["aws.states"] }""",
                Targets =
                [
                    new RuleTarget { Id = "queue", Arn = QueueService.ArnFor(Queue) },
                    new RuleTarget { Id = "topic", Arn = topic, InputPath = "$.detail.status" },
                ],
            }
        );
        var details = await machine.RunAsync(Fails, """{"id":"one"}""");
        await Condition.BecomesTrueAsync(() => machine.Queues.Count(Queue).Total == 2 && machine.Mailbox.Count() == 2);
        Assert.Equal(["\"RUNNING\"", "\"FAILED\""], machine.Mailbox.List(2).Reverse().Select(mail => mail.Content.Body));
        using var ended = JsonDocument.Parse(machine.Queues.Browse(Queue, 2)[1].Body);
        var root = ended.RootElement;
        Assert.Equal(
            ["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"],
            root.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(details.Execution.Arn, root.GetProperty("resources")[0].GetString());
        var detail = root.GetProperty("detail");
        Assert.Equal(
            (details.Execution.Arn, details.Execution.StateMachineArn, "one", "FAILED", """{"id":"one"}""", "Broken", "It fell."),
            (
                detail.GetProperty("executionArn").GetString(),
                detail.GetProperty("stateMachineArn").GetString(),
                detail.GetProperty("name").GetString(),
                detail.GetProperty("status").GetString(),
                detail.GetProperty("input").GetString(),
                detail.GetProperty("error").GetString(),
                detail.GetProperty("cause").GetString()
            )
        );
        Assert.Equal(details.Execution.StopDate!.Value.ToUnixTimeMilliseconds(), detail.GetProperty("stopDate").GetInt64());
        Assert.True(detail.GetProperty("inputDetails").GetProperty("included").GetBoolean());
    }

    [Fact]
    public async Task An_input_that_is_longer_than_an_event_can_be_is_omitted()
    {
        await using var machine = await OpenAsync();
        await machine.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        await machine.Rules.PutAsync(
            Ends with
            {
                Targets = [new RuleTarget { Id = "queue", Arn = QueueService.ArnFor(Queue), InputPath = "$.detail.inputDetails" }],
            }
        );
        await machine.RunAsync(Unhandled, $$"""{"long":"{{new string('a', 250 * 1024)}}"}""");
        await Condition.BecomesTrueAsync(() => machine.Queues.Count(Queue).Total == 1);
        Assert.Equal("""{"included":false}""", Assert.Single(machine.Queues.Browse(Queue, 1)).Body);
    }

    [Fact]
    public async Task An_event_for_a_target_that_does_not_exist_goes_to_the_dead_letter_queue_at_once()
    {
        await using var machine = await OpenAsync();
        await machine.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        var missing = RegisteredFunction.ArnFor("missing");
        await machine.Rules.PutAsync(
            Ends with
            {
                Targets = [new RuleTarget { Id = "function", Arn = missing, DeadLetterQueue = QueueService.ArnFor(Queue) }],
            }
        );
        await machine.RunAsync(Unhandled);
        await Condition.BecomesTrueAsync(() => machine.Queues.Count(Queue).Total == 1);
        var letter = Assert.Single(machine.Queues.Browse(Queue, 1));
        Assert.Contains("\"detail-type\":\"Step Functions Execution Status Change\"", letter.Body, StringComparison.Ordinal);
        Assert.Equal(
            [
                ("ERROR_CODE", "NO_RESOURCE"),
                ("ERROR_MESSAGE", $"Function not found: {missing}"),
                ("RETRY_ATTEMPTS", "0"),
                ("RULE_ARN", "arn:aws:events:us-east-1:000000000000:rule/ends"),
                ("TARGET_ARN", missing),
            ],
            letter.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => (attribute.Key, attribute.Value.StringValue!))
        );
        Assert.Equal(0, machine.CountRows("event_deliveries"));
    }

    [Fact]
    public async Task A_disabled_or_deleted_rule_matches_nothing()
    {
        await using var machine = await OpenAsync();
        await machine.Rules.PutAsync(Ends with { IsEnabled = false });
        await machine.RunAsync(Unhandled);
        Assert.Equal(0, machine.CountRows("event_deliveries"));
        await machine.Rules.DeleteAsync("ends");
        Assert.Empty(machine.Rules.All);
    }

    [Theory]
    [InlineData("arn:aws:states:us-east-1:000000000000:stateMachine:machine", 185, "Only functions, queues and topics can be targets")]
    [InlineData("arn:aws:sqs:us-east-1:000000000000:ends", 186, "The retry policy of target one must have 0 to 185 attempts")]
    public async Task A_target_that_cannot_be_used_is_an_error(string arn, int retries, string message)
    {
        await using var machine = await OpenAsync();
        var error = await Assert.ThrowsAsync<AwsException>(() =>
            machine.Rules.PutAsync(Ends with { Targets = [new RuleTarget { Id = "one", Arn = arn, MaximumRetryAttempts = retries }] })
        );
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static long? Attempts(StatesMachine machine) =>
        machine.Database.Read(session => session.ScalarInt64("SELECT attempts FROM asynchronous_invocations"));

    private async Task<StatesMachine> OpenAsync(TimeProvider? time = null, Func<string, Task>? handler = null)
    {
        var machine = StatesMachine.Open(
            _folder.Path,
            time,
            functions =>
                functions.Register(
                    Function,
                    async (payload, _, _) =>
                    {
                        var text = Encoding.UTF8.GetString(payload.Span);
                        if (handler is not null)
                        {
                            await handler(text);
                        }

                        _reports.Enqueue(text);
                        return "{}"u8.ToArray();
                    },
                    TimeSpan.FromSeconds(10)
                )
        );
        await machine.Rules.PutAsync(Ends);
        return machine;
    }
}
