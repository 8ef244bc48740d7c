using PromptToImage.Bench.Reporting;
using PromptToImage.Emulation;
using PromptToImage.Emulation.Executions;
using PromptToImage.Emulation.Queues;
using static PromptToImage.Emulation.Hosting.AwsAccount;

namespace PromptToImage.Bench.Growth;

/// <summary>What a list, a description, a history and a receive cost as the store fills.</summary>
internal static class StoreGrowth
{
    private const string Machine = "growth";
    private const string Queue = "growth";
    private const string Definition = """
        {"StartAt":"Validate","States":{"Validate":{"Type":"Pass","Next":"Generate"},"Generate":{"Type":"Pass","Next":"Store"},"Store":{"Type":"Pass","Next":"Notify"},"Notify":{"Type":"Pass","Next":"Done"},"Done":{"Type":"Pass","End":true}}}
        """;

    public static async Task RunAsync(Surroundings surroundings)
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = surroundings.NewFolder(), Port = 0 });
        await emulator.Pipeline.ProvisionAsync();
        var machine = await emulator.Executions.StateMachines.DeployAsync(Machine, Definition, $"arn:aws:iam::{Id}:role/{Machine}");
        emulator.Executions.Start();
        var stored = 0;
        foreach (var executions in (int[])[1_000, 10_000, 100_000])
        {
            var rate = await FillAsync(emulator.Executions, machine.Arn, stored, executions);
            stored = executions;
            ReportStore(emulator.Executions, executions, rate);
        }

        await emulator.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        var waiting = 0;
        foreach (var messages in (int[])[100, 1_000, 10_000, 100_000])
        {
            for (; waiting < messages; waiting += 100)
                await emulator.Queues.SendAsync(Queue, [.. Enumerable.Repeat(new OutgoingMessage("Me on top of a pyramid"), 100)]);
            var receive = await Timing.MedianAsync(51, async () =>
            {
                var batch = await emulator.Queues.ReceiveAsync(Queue, new ReceiveRequest { MaxMessages = 10 }, CancellationToken.None);
                await emulator.Queues.ChangeVisibilityAsync(Queue, [.. batch.Select(message => (message.ReceiptHandle, TimeSpan.Zero))]);
            });
            Report.Line(FormattableString.Invariant($"Queue of {messages:N0}: receive ten and give them back"), receive.Text("ms"));
        }

        Report.Line("  resident, 100,000 messages and 100,000 executions", $"{ProcessCost.ResidentMegabytes():N0} MB", "under 300 MB");
    }

    private static async Task<double> FillAsync(StepFunctionsService service, string machineArn, int from, int to)
    {
        var next = from;
        var rate = new Timing();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) <= to;)
            {
                var started = await service.StartAsync(machineArn, FormattableString.Invariant($"order-{number}"), """{"id":"order","attempt":1,"message":"A croissant"}""");
                await service.WaitAsync(started.Arn, CancellationToken.None);
            }
        })));
        return (to - from) / rate.Elapsed.TotalSeconds;
    }

    private static void ReportStore(StepFunctionsService service, int executions, double rate)
    {
        var arn = service.List(new ExecutionQuery { StateMachineName = Machine, MaxResults = 1 }).Executions[0].Arn;
        var list = Timing.Median(51, () => service.List(new ExecutionQuery { StateMachineName = Machine, MaxResults = 100 }));
        var running = Timing.Median(51, () => service.List(new ExecutionQuery { StateMachineName = Machine, MaxResults = 10, Status = StatesLanguage.ExecutionStatus.Running }));
        var describe = Timing.Median(51, () => service.Describe(arn));
        var history = Timing.Median(51, () => service.History(arn));
        Report.Line(FormattableString.Invariant($"Store of {executions:N0} executions: list 100"), list.Text("ms"));
        Report.Line("  list what runs", running.Text("ms"));
        Report.Line("  describe", describe.Text("ms"));
        Report.Line("  history", history.Text("ms"));
        Report.Line("  filled with five Pass states each at", $"{rate:N0} executions/s");
    }
}
