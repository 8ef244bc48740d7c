using System.Diagnostics;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Bench.Reporting;
using PromptToImage.Contracts;

namespace PromptToImage.Bench.Starting;

/// <summary>Measures the time from the runner's launch to its first accepted message, and to the image of that message.</summary>
internal static class StartTime
{
    private const int Rounds = 7;

    public static async Task RunAsync(MeasurementFolders folders)
    {
        List<double> accepted = [],
            stored = [];
        for (var round = 0; round < Rounds; round++)
        {
            using var runner = new RunnerProcess(folders.NewFolder());
            await runner.UntilItListensAsync();
            await RunnerProcess.UntilAsync(() => SendsAsync(runner.Queues, QueueService.UrlFor(runner.Endpoint, DeploymentNames.Default)));
            accepted.Add(Stopwatch.GetElapsedTime(runner.LaunchedAt).TotalSeconds);
            await RunnerProcess.UntilAsync(() => SucceededAsync(runner.Executions));
            stored.Add(Stopwatch.GetElapsedTime(runner.LaunchedAt).TotalSeconds);
        }

        Report.Line("Runner, from launch to the first accepted message", new Spread(accepted).Text("s"), "at most 0.7 s");
        Report.Line("  to the first image", new Spread(stored).Text("s"));
    }

    private static async Task<bool> SendsAsync(AmazonSQSClient queues, string queueUrl)
    {
        try
        {
            await queues.SendMessageAsync(
                new SendMessageRequest { QueueUrl = queueUrl, MessageBody = """{"id":"first","prompt":"A croissant"}""" }
            );
            return true;
        }
        catch (AmazonSQSException)
        {
            return false;
        }
    }

    private static async Task<bool> SucceededAsync(AmazonStepFunctionsClient executions)
    {
        try
        {
            var description = await executions.DescribeExecutionAsync(
                new DescribeExecutionRequest
                {
                    ExecutionArn = StatesArn.ForExecution(DeploymentNames.Default, "first"),
                }
            );
            return description.Status == ExecutionStatus.SUCCEEDED;
        }
        catch (ExecutionDoesNotExistException)
        {
            return false;
        }
    }
}
