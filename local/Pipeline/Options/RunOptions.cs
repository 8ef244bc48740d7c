using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Telemetry;

namespace PromptToImage.Pipeline.Options;

/// <summary>The options of a local run. Every default is defined here.</summary>
public sealed record RunOptions
{
    public const int DefaultPort = 4566;
    public const string DefaultDataFolder = ".local";

    /// <summary>The prompt to send after the start; null sends none.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether to exit when the execution of <see cref="Prompt"/> has ended.</summary>
    public bool Once { get; init; }

    /// <summary>The TCP port on loopback; 0 selects any free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The folder that holds all state.</summary>
    public string DataFolder { get; init; } = DefaultDataFolder;

    /// <summary>How long the local model takes for an image.</summary>
    public DurationRange ModelLatency { get; init; } = DurationRange.Zero;

    /// <summary>How many requests the local model admits before it throttles; null is no limit.</summary>
    public Rate? ModelQuota { get; init; }

    /// <summary>The share of requests that the local model fails.</summary>
    public Percentage ModelErrorRate { get; init; }

    public ModelSource Bedrock { get; init; } = ModelSource.Local;

    /// <summary>The model that <see cref="ModelSource.Server"/> is asked for; null is the server's own choice.</summary>
    public string? ServerModel { get; init; }

    /// <summary>The SMTP server that receives a copy of each e-mail; null keeps e-mails in the mailbox only.</summary>
    public Endpoint? Smtp { get; init; }

    /// <summary>How many executions run at a time; further prompts wait in the queue. Null is the template's number.</summary>
    public int? MaxConcurrentExecutions { get; init; }

    /// <summary>The age of the oldest waiting message above which the alarm is raised. Null is the template's.</summary>
    public TimeSpan? QueueAgeThreshold { get; init; }

    /// <summary>Where traces and metrics are sent; null sends none.</summary>
    public TelemetrySettings? Telemetry { get; init; }
}
