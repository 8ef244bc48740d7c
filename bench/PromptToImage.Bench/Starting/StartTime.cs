using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using PromptToImage.Bench.Reporting;
using PromptToImage.Emulation;
using PromptToImage.Runner.Pipeline;

namespace PromptToImage.Bench.Starting;

/// <summary>From launching the built runner to the first message that it takes, and to that message's image.</summary>
internal static class StartTime
{
    private const int Rounds = 7;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(Surroundings surroundings)
    {
        var runner = Path.Combine(AppContext.BaseDirectory, "PromptToImage.Runner.dll");
        List<double> accepted = [], stored = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (first, image) = await OnceAsync(runner, surroundings.NewFolder());
            accepted.Add(first.TotalSeconds);
            stored.Add(image.TotalSeconds);
        }

        Report.Line("Runner, from launch to the first accepted message", new Spread(accepted).Text("s"), "at most 0.7 s");
        Report.Line("  and to its image", new Spread(stored).Text("s"));
    }

    private static async Task<(TimeSpan Accepted, TimeSpan Stored)> OnceAsync(string runner, string data)
    {
        var port = FreePort();
        var endpoint = new Uri($"http://localhost:{port}");
        var key = new BasicAWSCredentials("local", "local");
        using var queues = new AmazonSQSClient(
            key, new AmazonSQSConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        using var executions = new AmazonStepFunctionsClient(
            key, new AmazonStepFunctionsConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [runner, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", data])
        { RedirectStandardOutput = true })!;
        try
        {
            // Connecting in vain costs next to nothing; the client's request comes when somebody listens.
            await UntilAsync(() => ListensAsync(port));
            await UntilAsync(() => SendsAsync(queues, LocalSettings.QueueUrl(endpoint, PipelineNames.Queue)));
            var accepted = Stopwatch.GetElapsedTime(began);
            await UntilAsync(() => SucceededAsync(executions));
            return (accepted, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(Pause, TimeProvider.System);
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> SendsAsync(AmazonSQSClient queues, string queueUrl)
    {
        try
        {
            await queues.SendMessageAsync(new SendMessageRequest { QueueUrl = queueUrl, MessageBody = """{"id":"first","prompt":"A croissant"}""" });
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
            var description = await executions.DescribeExecutionAsync(new DescribeExecutionRequest
            {
                ExecutionArn = $"arn:aws:states:us-east-1:000000000000:execution:{PipelineNames.StateMachine}:first",
            });
            return description.Status == Amazon.StepFunctions.ExecutionStatus.SUCCEEDED;
        }
        catch (ExecutionDoesNotExistException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
