using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Models;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator;

/// <summary>Everything that the emulation takes from outside.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Where queues, executions and objects are kept. One process at a time.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Port on the loopback interface; 0 takes a free one. Default 4566, which AWS tools' local set-ups expect.</summary>
    public int Port { get; init; } = 4566;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Chance: ids, jitter. The default never repeats; a seeded one makes a run repeatable and may not be used twice on one data folder.</summary>
    public Random Random { get; init; } = new UnpredictableRandom();

    /// <summary>Answers Bedrock's InvokeModel. Default: no model exists.</summary>
    public InvokeModel InvokeModel { get; init; } = ModelsProtocol.NoModelAsync;

    /// <summary>How executions are titled, and which function reports those that ended unhandled.</summary>
    public ExecutionOptions Executions { get; init; } = new();

    /// <summary>Protocols of the host's own on the same port, asked before AWS's.</summary>
    public Func<Emulator, IEnumerable<IAwsProtocol>> FurtherProtocols { get; init; } = static _ => [];

    /// <summary>Where mails are also sent, beside the mailbox; null: nowhere.</summary>
    public DnsEndPoint? SmtpServer { get; init; }

    /// <summary>Objects under this prefix, in every bucket, go when they reach <see cref="StagingAge"/>.</summary>
    public string StagingPrefix { get; init; } = "staging/";

    /// <summary>Default one day, as the bucket's lifecycle rule on AWS.</summary>
    public TimeSpan StagingAge { get; init; } = TimeSpan.FromDays(1);

    public DatabaseOptions Database { get; init; } = new();

    /// <summary>Host names accepted besides localhost and the loopback addresses.</summary>
    public IReadOnlyCollection<string> FurtherHosts { get; init; } = [];

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Adds services for the endpoints of <see cref="ConfigureApplication"/>.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>Adds middleware and endpoints (the console) to the same server. A request that no endpoint wants goes to AWS's protocols.</summary>
    public Action<WebApplication>? ConfigureApplication { get; init; }
}
