using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PromptToImage.Soak.Clients;

namespace PromptToImage.Soak.Measuring;

/// <summary>The observations of the clients of a soak run. Thread-safe.</summary>
/// <param name="serverPath">A path of the runner, which no response may contain.</param>
internal sealed class Observations(string serverPath, Action<string> progress)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<(TimeSpan Time, long Number, string What)> _slowest = [];
    private readonly ConcurrentDictionary<string, int> _warnings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _broken = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _hangs = [];
    private readonly ConcurrentBag<string> _lost = [];
    private readonly ConcurrentBag<string> _doubled = [];
    private readonly ConcurrentBag<string> _errors = [];
    private long _answers;
    private long _unavailable;
    private long _refused;

    /// <summary>What disturbs the runner at the moment, for the reader of the slowest requests.</summary>
    public string Disturbance { get; set; } = "";

    public IReadOnlyCollection<string> Hangs => _hangs;

    public IReadOnlyCollection<string> Lost => _lost;

    public IReadOnlyCollection<string> Doubled => _doubled;

    /// <summary>Responses that no client should get, such as internal errors.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>The runner's warnings and how often it wrote them.</summary>
    public IReadOnlyDictionary<string, int> Warnings => _warnings;

    public long Answers => Interlocked.Read(ref _answers);

    /// <summary>The responses with the status 503, which are right while the disk is full.</summary>
    public long Unavailable => Interlocked.Read(ref _unavailable);

    /// <summary>The connections that a serving runner did not accept or broke.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>The slowest ordinary requests, the slowest first.</summary>
    public IReadOnlyList<(TimeSpan Time, string What)> Slowest
    {
        get
        {
            lock (_lock)
            {
                return [.. _slowest.Reverse().Select(entry => (entry.Time, entry.What))];
            }
        }
    }

    public void AddAnswer(RequestKind kind, string name, TimeSpan time, Answer answer)
    {
        var number = Interlocked.Increment(ref _answers);
        if (answer.Status == 503)
        {
            Interlocked.Increment(ref _unavailable);
        }
        else if (answer.Status >= 500 && answer.Status != 501)
        {
            AddError($"{name}: {answer}");
        }

        if (answer.Status >= 400 && Encoding.UTF8.GetString(answer.Body).Contains(serverPath, StringComparison.Ordinal))
        {
            AddError($"{name} shows a path of the server: {answer}");
        }

        if (kind == RequestKind.Ordinary)
        {
            lock (_lock)
            {
                _slowest.Add((time, number, $"{name} ({Disturbance}; load {LoadAverage()})"));
                if (_slowest.Count > 5)
                {
                    _slowest.Remove(_slowest.Min);
                }
            }
        }
    }

    public void AddBrokenConnection(RequestKind kind, string what)
    {
        Interlocked.Increment(ref _refused);
        if (kind != RequestKind.Hostile && _broken.TryAdd(what, true))
        {
            Say($"no connection: {what}");
        }
    }

    public void AddHang(string what)
    {
        _hangs.Add($"{what} ({Disturbance})");
        Say($"HANG {what}");
    }

    public void AddLost(string what)
    {
        _lost.Add(what);
        Say($"LOST {what}");
    }

    public void AddDoubled(string what)
    {
        _doubled.Add(what);
        Say($"DOUBLED {what}");
    }

    public void AddError(string what)
    {
        _errors.Add(what);
        Say($"ERROR {what}");
    }

    public void AddWarning(string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            _warnings.AddOrUpdate(line, 1, (_, times) => times + 1);
        }
    }

    public void Say(string line) =>
        progress(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss} {line}"));

    private static string LoadAverage() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
