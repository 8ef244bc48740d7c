using System.Diagnostics;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Bench.Reporting;
using PromptToImage.Bench.Starting;
using PromptToImage.Contracts;

namespace PromptToImage.Bench.Growth;

/// <summary>Measures start, lists, descriptions, histories, console pages and receives as the store grows.</summary>
internal static class StoreGrowth
{
    private const int Times = 51;

    public static async Task RunAsync(MeasurementFolders folders)
    {
        var folder = folders.NewFolder();
        await StoreSeed.CreateAsync(folders, folder);
        foreach (var size in (int[])[1_000, 10_000, 100_000, 1_000_000])
        {
            if (size > StoreSeed.Executions)
            {
                await StoreSeed.MultiplyAsync(folder);
            }

            await MeasureAsync(folder, size);
        }
    }

    private static async Task MeasureAsync(string folder, int size)
    {
        using var runner = new RunnerProcess(folder);
        using var browser = new HttpClient { BaseAddress = runner.Endpoint };
        await runner.UntilItListensAsync();
        await RunnerProcess.UntilAsync(() => AnswersAsync(browser));
        var started = Stopwatch.GetElapsedTime(runner.LaunchedAt);
        var arn = StatesArn.ForExecution(DeploymentNames.Default, $"bench-{StoreSeed.Executions / 2}");
        Report.Line(
            FormattableString.Invariant($"{size:N0} executions, {size:N0} messages: started and answered"),
            $"{started.TotalSeconds:0.00} s"
        );
        await ShowAsync("list 100", () => runner.Executions.ListExecutionsAsync(List(100)));
        await ShowAsync("list what runs", () => runner.Executions.ListExecutionsAsync(List(10, ExecutionStatus.RUNNING)));
        await ShowAsync("describe", () => runner.Executions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }));
        await ShowAsync("history", () => runner.Executions.GetExecutionHistoryAsync(new GetExecutionHistoryRequest { ExecutionArn = arn }));
        await ShowAsync("receive ten and give them back", () => ReceiveAsync(runner));
        await ShowAsync("console: executions", () => browser.GetStringAsync("/console"));
        await ShowAsync("console: one execution", () => browser.GetStringAsync($"/console/executions/bench-{StoreSeed.Executions / 2}"));
        await ShowAsync("console: search without a match", () => browser.GetStringAsync("/console?search=nowhere"));
        Report.Line("  resident", $"{ProcessCost.ResidentMegabytes(runner.Id):N0} MB", size == 100_000 ? "under 300 MB" : "");
    }

    private static async Task ShowAsync(string what, Func<Task> work) =>
        Report.Line("  " + what, (await Timing.MedianAsync(Times, work)).Text("ms"));

    private static ListExecutionsRequest List(int most, ExecutionStatus? status = null) =>
        new()
        {
            StateMachineArn = StatesArn.ForStateMachine(DeploymentNames.Default),
            MaxResults = most,
            StatusFilter = status,
        };

    private static async Task ReceiveAsync(RunnerProcess runner)
    {
        var url = QueueService.UrlFor(runner.Endpoint, StoreSeed.Queue);
        var received = await runner.Queues.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10 });
        await runner.Queues.ChangeMessageVisibilityBatchAsync(
            new ChangeMessageVisibilityBatchRequest
            {
                QueueUrl = url,
                Entries =
                [
                    .. received.Messages.Select(
                        (message, i) =>
                            new ChangeMessageVisibilityBatchRequestEntry
                            {
                                Id = FormattableString.Invariant($"{i}"),
                                ReceiptHandle = message.ReceiptHandle,
                                VisibilityTimeout = 0,
                            }
                    ),
                ],
            }
        );
    }

    private static async Task<bool> AnswersAsync(HttpClient browser)
    {
        using var response = await browser.GetAsync("/console");
        return response.IsSuccessStatusCode;
    }
}
