using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts;
using PromptToImage.Functions;
using PromptToImage.Pipeline.Api;
using PromptToImage.Pipeline.Models;
using PromptToImage.Pipeline.Options;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline;

/// <summary>The whole pipeline in this process: the emulated services, the functions, the state machine and its resources.</summary>
public sealed class LocalPipeline : IAsyncDisposable
{
    /// <summary>The functions' log in the data folder.</summary>
    public const string FunctionLogName = "functions.log";

    /// <summary>In bytes. A full log is renamed to <c>functions.log.1</c>.</summary>
    private const long FunctionLogLimit = 10_000_000;

    private const string RoleArn = "arn:aws:iam::000000000000:role/prompt-to-image";

    private readonly LocalFunctions _functions;
    private readonly RollingLogFile _log;

    private LocalPipeline(Emulator emulator, ImageModels model, PipelineResources resources, LocalFunctions functions, RollingLogFile log)
    {
        Emulator = emulator;
        Model = model;
        Resources = resources;
        _functions = functions;
        _log = log;
    }

    public Emulator Emulator { get; }

    /// <summary>The local model, which draws images instead of generating them.</summary>
    public ImageModels Model { get; }

    /// <summary>The queues, topics, alarms and event source mapping.</summary>
    public PipelineResources Resources { get; }

    public Uri Endpoint => Emulator.Endpoint;

    /// <summary>Opens the data folder, resumes running executions, and begins to accept prompts.</summary>
    /// <param name="options">The settings that a person chose on the command line.</param>
    /// <param name="definition">The state machine definition, with its placeholders.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warnings">Receives warnings and errors that belong to no prompt; null discards them.</param>
    /// <param name="configureServices">Registers services for additional endpoints on the same port.</param>
    /// <param name="configureApplication">Adds endpoints on the same port.</param>
    /// <exception cref="AwsEmulator.Storage.StorageUnavailableException">The data folder cannot be used.</exception>
    /// <exception cref="AwsEmulator.Hosting.PortInUseException">Another program has the port.</exception>
    public static async Task<LocalPipeline> StartAsync(
        RunOptions options,
        string definition,
        TimeProvider time,
        ILoggerFactory? warnings = null,
        Action<IServiceCollection>? configureServices = null,
        Action<WebApplication>? configureApplication = null
    )
    {
        var random = new CryptographicRandom();
        var model = new ImageModels(ModelOptionsFor(options), time, new Random(random.Next()));
        var logPath = Path.Combine(options.DataFolder, FunctionLogName);
        var emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = options.DataFolder,
                Port = options.Port,
                TimeProvider = time,
                Random = random,
                InvokeModel = model.InvokeAsync,
                Executions = new ExecutionOptions { Title = PromptTitle.FromInput },
                AdditionalProtocols = emulator =>
                [
                    GenerateProtocolFor(emulator),
                    new FunctionLogProtocol(new FunctionLogReader(logPath)),
                    new QueueStatusProtocol(emulator, time),
                ],
                SmtpServer = options.Smtp is { } smtp ? new DnsEndPoint(smtp.Host, smtp.Port) : null,
                LoggerFactory = warnings ?? NullLoggerFactory.Instance,
                ConfigureServices = configureServices,
                ConfigureApplication = configureApplication,
            }
        );
        RollingLogFile? log = null;
        LocalFunctions? functions = null;
        PipelineResources? resources = null;
        try
        {
            log = new RollingLogFile(logPath, FunctionLogLimit);
            functions = new LocalFunctions(
                emulator.Functions,
                new FunctionHost
                {
                    Settings = LocalSettings.Create(emulator.Endpoint, options),
                    Time = time,
                    Metrics = new MetricWriter(log, new EmbeddedMetrics(emulator.Metrics)),
                },
                log
            );
            resources = new PipelineResources(
                emulator,
                new ResourceSettings { QueueAgeThreshold = options.QueueAgeThreshold },
                time,
                warnings ?? NullLoggerFactory.Instance
            );
            var pipeline = new LocalPipeline(emulator, model, resources, functions, log);
            await pipeline.DeployAsync(definition);
            return pipeline;
        }
        catch
        {
            await StopAsync(resources, emulator, functions, log);
            throw;
        }
    }

    /// <summary>Replaces the definition's placeholders as a deployment does.</summary>
    public static string Substitute(string definition, Uri endpoint) => DefinitionSubstitution.Apply(definition, Substitutions(endpoint));

    /// <summary>The value of each placeholder on this machine.</summary>
    public static IReadOnlyDictionary<string, string> Substitutions(Uri endpoint) =>
        new Dictionary<string, string>
        {
            [StateMachinePlaceholders.ValidateFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Validate.Name),
            [StateMachinePlaceholders.GenerateFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Generate.Name),
            [StateMachinePlaceholders.StoreFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Store.Name),
            [StateMachinePlaceholders.NotifyFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Notify.Name),
            [StateMachinePlaceholders.DeadLetterQueueUrl] = LocalSettings.QueueUrl(endpoint, PipelineNames.DeadLetterQueue),
        };

    public async ValueTask DisposeAsync() => await StopAsync(Resources, Emulator, _functions, _log);

    private static async ValueTask StopAsync(
        PipelineResources? resources,
        Emulator emulator,
        LocalFunctions? functions,
        RollingLogFile? log
    )
    {
        if (resources is not null)
        {
            await resources.DisposeAsync();
        }

        await emulator.DisposeAsync();
        functions?.Dispose();
        if (log is not null)
        {
            await log.DisposeAsync();
        }
    }

    private static ModelOptions ModelOptionsFor(RunOptions options) =>
        new()
        {
            LowestLatency = options.ModelLatency.Shortest,
            HighestLatency = options.ModelLatency.Longest,
            QuotaPerMinute = options.ModelQuota?.PerMinute,
            ErrorRate = options.ModelErrorRate.Share,
        };

    internal static GenerateProtocol GenerateProtocolFor(Emulator emulator) =>
        new(
            emulator.Queues,
            new GenerateOptions
            {
                Queue = PipelineNames.Queue,
                FindExecution = name => FindExecution(emulator, name),
                FindErrors = PromptApiSchema.FindErrors,
            }
        );

    private static GenerateExecution? FindExecution(Emulator emulator, string name) =>
        emulator.Executions.TryDescribe(PipelineNames.StateMachine, name) is { Execution: var execution } details
            ? new GenerateExecution(
                execution.Status.ToAwsName(),
                execution.StartDate,
                execution.StopDate,
                details.Input,
                details.Output,
                execution.Error,
                details.Cause
            )
            : null;

    private async Task DeployAsync(string definition)
    {
        await Emulator.Executions.StateMachines.DeployAsync(PipelineNames.StateMachine, Substitute(definition, Endpoint), RoleArn);
        await Resources.StartAsync();
    }
}
