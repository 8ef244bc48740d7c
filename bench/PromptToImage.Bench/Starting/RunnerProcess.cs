using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace PromptToImage.Bench.Starting;

/// <summary>The built runner in its own process, and clients for it.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly BasicAWSCredentials Key = new("local", "local");

    private readonly Process _process;
    private readonly int _port;

    public RunnerProcess(string dataFolder)
    {
        _port = FreePort();
        Endpoint = new Uri($"http://localhost:{_port}");
        Queues = new AmazonSQSClient(Key, Configure(new AmazonSQSConfig()));
        Executions = new AmazonStepFunctionsClient(Key, Configure(new AmazonStepFunctionsConfig()));
        LaunchedAt = Stopwatch.GetTimestamp();
        var runner = Path.Combine(AppContext.BaseDirectory, "PromptToImage.Runner.dll");
        _process = Process.Start(
            new ProcessStartInfo("dotnet", [runner, "--port", _port.ToString(CultureInfo.InvariantCulture), "--data", dataFolder])
            {
                RedirectStandardOutput = true,
            }
        )!;
    }

    public Uri Endpoint { get; }

    /// <summary>The time of the launch, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public long LaunchedAt { get; }

    public int Id => _process.Id;

    public AmazonSQSClient Queues { get; }

    public AmazonStepFunctionsClient Executions { get; }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Waits until the port accepts connections.</summary>
    public Task UntilItListensAsync() => UntilAsync(ListensAsync);

    /// <summary>Kills the process. Everything that it acknowledged is on the disk.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Queues.Dispose();
        Executions.Dispose();
    }

    private T Configure<T>(T config)
        where T : ClientConfig
    {
        config.ServiceURL = Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
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
