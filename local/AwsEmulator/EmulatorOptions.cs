using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Models;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator;

/// <summary>The emulator's settings and dependencies.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The folder of the database and the objects. One process at a time can use it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port on the loopback interface; 0 for a free one. Default 4566, the usual port of local AWS endpoints.</summary>
    public int Port { get; init; } = 4566;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// The source of ids and jitter. The default does not repeat. A seeded one makes a run repeatable; it must not be used twice on one
    /// data folder.
    /// </summary>
    public Random Random { get; init; } = new CryptographicRandom();

    /// <summary>Decides what callers may do. By default everything is allowed.</summary>
    public IAuthorizer Authorizer { get; init; } = new AllowAll();

    /// <summary>Answers Bedrock's InvokeModel. By default no model exists.</summary>
    public InvokeModel InvokeModel { get; init; } = ModelsProtocol.NoModelAsync;

    /// <summary>Settings of Step Functions.</summary>
    public ExecutionOptions Executions { get; init; } = new();

    /// <summary>The host's own protocols on the same port. The dispatcher asks them before AWS's.</summary>
    public Func<Emulator, IEnumerable<IAwsProtocol>> AdditionalProtocols { get; init; } = static _ => [];

    /// <summary>The SMTP server that also gets the e-mails; null for none.</summary>
    public DnsEndPoint? SmtpServer { get; init; }

    /// <summary>The part of an alarm's e-mail that follows CloudWatch's facts. By default the alarm's description.</summary>
    public Func<AlarmDefinition, AlarmText> DescribeAlarm { get; init; } = static alarm => new AlarmText(alarm.Description, []);

    public DatabaseOptions Database { get; init; } = new();

    /// <summary>Host names that are accepted in addition to localhost and the loopback addresses.</summary>
    public IReadOnlyCollection<string> AdditionalHosts { get; init; } = [];

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Adds services for the endpoints of <see cref="ConfigureApplication"/>.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>Adds middleware and endpoints to the same server. A request that matches no endpoint goes to AWS's protocols.</summary>
    public Action<WebApplication>? ConfigureApplication { get; init; }
}
