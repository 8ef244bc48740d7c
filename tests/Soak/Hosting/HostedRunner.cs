using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PromptToImage.Soak.Clients;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Hosting;

/// <summary>Starts, stops and kills the process of the runner. All lives have one port and one data folder.</summary>
internal sealed class HostedRunner : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    // A trace of the stack of an unhandled exception, with the exceptions inside it.
    private const int LastLines = 40;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lastLines = new();
    private readonly SemaphoreSlim _changing = new(1);
    private readonly string _folder;
    private readonly Observations _observations;
    private readonly int _port = FreePort();
    private readonly HttpClient _http = new() { Timeout = StartLimit };
    private volatile Process? _process;

    public HostedRunner(string folder, Observations observations)
    {
        _folder = folder;
        _observations = observations;
        Endpoint = new Uri(FormattableString.Invariant($"http://localhost:{_port}"));
    }

    public Uri Endpoint { get; }

    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Counts the lives. It changes at every start, stop and kill, so that a client knows whether its request was interrupted.</summary>
    public int Life { get; private set; }

    /// <summary>Whether the runner serves and nothing stops it.</summary>
    public bool IsServing { get; private set; }

    /// <summary>Whether a start has failed. Then no request will be answered any more.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Resident memory of the process in MB; null while the process does not run.</summary>
    public double? ResidentMegabytes
    {
        get
        {
            try
            {
                return _process is { HasExited: false } process
                    ? File.ReadLines(FormattableString.Invariant($"/proc/{process.Id}/status"))
                        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                        .Select(line => double.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024 / 1e6)
                        .Cast<double?>()
                        .FirstOrDefault()
                    : null;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // The process has just ended.
                return null;
            }
        }
    }

    /// <summary>Sets the runner's clock.</summary>
    public void SetClock(TimeSpan offset) => AdjustableClock.Write(ClockFile, offset);

    /// <summary>Starts the runner and waits until it serves.</summary>
    /// <param name="descriptors">The limit of open files; null for the machine's.</param>
    public async Task StartAsync(int? descriptors, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            await StartProcessAsync(descriptors, cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Sends SIGKILL.</summary>
    public async Task KillAsync()
    {
        await _changing.WaitAsync();
        try
        {
            BeginEnd();
            await EndProcessAsync();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Sends SIGTERM, which ends the runner in an orderly way.</summary>
    public async Task StopAsync()
    {
        await _changing.WaitAsync();
        try
        {
            BeginEnd();
            await StopProcessAsync();
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose()
    {
        _process?.Dispose();
        _http.Dispose();
        _changing.Dispose();
    }

    private async Task StartProcessAsync(int? descriptors, CancellationToken cancellationToken)
    {
        string[] command =
        [
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "PromptToImage.Soak.dll"),
            RunnerHost.Verb,
            _port.ToString(CultureInfo.InvariantCulture),
            DataFolder,
            ClockFile,
        ];
        if (descriptors is { } limit)
        {
            command = ["sh", "-c", FormattableString.Invariant($"ulimit -n {limit} && exec \"$@\""), "sh", .. command];
        }

        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => AddLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        Life++;
        var started = TimeProvider.System.GetTimestamp();
        while (!await IsAnsweringAsync(cancellationToken))
        {
            if (process.HasExited)
            {
                _observations.AddHang($"the runner ended with exit code {process.ExitCode} instead of serving: {LastOutput}");
                HasFailed = true;
                return;
            }

            if (TimeProvider.System.GetElapsedTime(started) > StartLimit)
            {
                _observations.AddHang($"a start took more than {StartLimit.TotalSeconds} s: {LastOutput}");
                HasFailed = true;
                return;
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }

        IsServing = true;
        _ = WatchAsync(process, descriptors);
    }

    /// <summary>Reports a runner that ends by itself, and starts it again, so that the run can continue.</summary>
    private async Task WatchAsync(Process process, int? descriptors)
    {
        await process.WaitForExitAsync();
        await _changing.WaitAsync();
        try
        {
            if (_process != process || !IsServing)
            {
                return;
            }

            BeginEnd();
            await EndProcessAsync();
            await StartProcessAsync(descriptors, CancellationToken.None);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task StopProcessAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }

        try
        {
            await _process.WaitForExitAsync().WaitAsync(StopLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            _observations.AddHang($"a stop took more than {StopLimit.TotalSeconds} s");
        }

        await EndProcessAsync();
    }

    private async Task EndProcessAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private string ClockFile => Path.Combine(_folder, "clock");

    private string LastOutput
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lastLines);
            }
        }
    }

    private void AddLine(string? line)
    {
        _observations.AddWarning(line);
        lock (_lock)
        {
            _lastLines.Enqueue(line ?? "");
            if (_lastLines.Count > LastLines)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private void BeginEnd()
    {
        if (IsServing && _process!.HasExited)
        {
            _observations.AddError($"the runner ended by itself with exit code {_process.ExitCode}: {LastOutput}");
        }

        IsServing = false;
        Life++;
    }

    /// <summary>Whether the services answer. The server accepts connections earlier, and lets requests wait for the services.</summary>
    private async Task<bool> IsAnsweringAsync(CancellationToken cancellationToken)
    {
        using var request = Requests.Json(Endpoint, "AmazonSQS.ListQueues", new JsonObject());
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
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
