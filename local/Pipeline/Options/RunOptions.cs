using PromptToImage.Contracts.Values;

namespace PromptToImage.Pipeline.Options;

/// <summary>What the pipeline on this machine is started with; each default stands here and nowhere else.</summary>
public sealed record RunOptions
{
    public const int DefaultPort = 4566;
    public const string DefaultDataFolder = ".local";

    /// <summary>The prompt to send once everything is up; null only serves.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether to end when <see cref="Prompt"/> is done.</summary>
    public bool Once { get; init; }

    /// <summary>The TCP port on loopback; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The one folder that holds all state.</summary>
    public string DataFolder { get; init; } = DefaultDataFolder;

    /// <summary>How long the local model takes for an image.</summary>
    public DurationRange ModelLatency { get; init; } = DurationRange.Zero;

    /// <summary>How many requests the local model admits; null admits all.</summary>
    public Rate? ModelQuota { get; init; }

    /// <summary>The share of requests that the local model fails.</summary>
    public Percentage ModelErrorRate { get; init; }

    public ModelSource Bedrock { get; init; } = ModelSource.Local;

    /// <summary>The mail server that gets a copy of each e-mail; null keeps them in the mailbox alone.</summary>
    public Endpoint? Smtp { get; init; }

    /// <summary>How many executions run at a time; the rest of the prompts wait on the queue.</summary>
    public int MaxConcurrentExecutions { get; init; } = 10;

    /// <summary>The age of the oldest waiting message at which the alarm mails.</summary>
    public TimeSpan QueueAgeThreshold { get; init; } = TimeSpan.FromSeconds(120);
}
