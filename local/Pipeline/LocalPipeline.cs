using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Deployment;
using PromptToImage.Deployment.Iam;
using PromptToImage.Deployment.Templates;
using PromptToImage.Functions;
using PromptToImage.Pipeline.Api;
using PromptToImage.Pipeline.Models;
using PromptToImage.Pipeline.Models.OpenAi;
using PromptToImage.Pipeline.Options;
using PromptToImage.Pipeline.Telemetry;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline;

/// <summary>
/// The whole pipeline in this process: the emulated services with the resources of the committed template, the functions and the local
/// model.
/// </summary>
public sealed class LocalPipeline : IAsyncDisposable
{
    /// <summary>The functions' log in the data folder.</summary>
    public const string FunctionLogName = "functions.log";

    /// <summary>In bytes. A full log is renamed to <c>functions.log.1</c>.</summary>
    private const long FunctionLogLimit = 10_000_000;

    private readonly LocalFunctions _functions;
    private readonly RollingLogFile _log;
    private readonly FunctionLogReader _logReader;
    private readonly OpenAiImagesClient? _server;
    private readonly PipelineTelemetry? _telemetry;
    private PipelineResources? _resources;

    private LocalPipeline(
        Emulator emulator,
        PolicyAuthorizer authorizer,
        ImageModels model,
        LocalFunctions functions,
        RollingLogFile log,
        FunctionLogReader logReader,
        OpenAiImagesClient? server,
        PipelineTelemetry? telemetry
    )
    {
        Emulator = emulator;
        Authorizer = authorizer;
        Model = model;
        _functions = functions;
        _log = log;
        _logReader = logReader;
        _server = server;
        _telemetry = telemetry;
    }

    public Emulator Emulator { get; }

    /// <summary>The policies of the template, and which of their grants were used.</summary>
    public PolicyAuthorizer Authorizer { get; }

    /// <summary>The local model.</summary>
    public ImageModels Model { get; }

    /// <summary>The deployed resources.</summary>
    /// <exception cref="AwsException">ServiceUnavailable, until the deployment is done.</exception>
    public PipelineResources Resources => _resources ?? throw new AwsException("ServiceUnavailable", "The pipeline is starting.", 503);

    public Uri Endpoint => Emulator.Endpoint;

    /// <summary>The environment of a deployed function.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(FunctionDescription function) => _functions.EnvironmentOf(function);

    /// <summary>The entries of the functions' log that name a prompt or one of its executions, oldest first.</summary>
    /// <param name="id">The prompt's id.</param>
    public IReadOnlyList<FunctionLogEntry> FindLog(string id) => _logReader.Find(id);

    /// <summary>Opens the data folder, deploys the template, resumes running executions, and begins to accept prompts.</summary>
    /// <param name="options">The settings that a person chose on the command line.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warnings">Receives warnings and errors that belong to no prompt; null discards them.</param>
    /// <param name="configureServices">Registers services for additional endpoints on the same port.</param>
    /// <param name="configureApplication">Adds endpoints on the same port.</param>
    /// <param name="template">The template to deploy; null for the committed one.</param>
    /// <exception cref="TemplateException">The template cannot be deployed on this machine.</exception>
    /// <exception cref="AwsEmulator.Storage.StorageUnavailableException">The data folder cannot be used.</exception>
    /// <exception cref="AwsEmulator.Hosting.PortInUseException">Another program has the port.</exception>
    public static async Task<LocalPipeline> StartAsync(
        RunOptions options,
        TimeProvider time,
        ILoggerFactory? warnings = null,
        Action<IServiceCollection>? configureServices = null,
        Action<WebApplication>? configureApplication = null,
        LocalTemplate? template = null
    )
    {
        UnsignedRequests.Use();
        template ??= LocalTemplate.Committed();
        var random = new CryptographicRandom();
        var server = options.Bedrock.Server is { } address ? new OpenAiImagesClient(address, options.ServerModel, time) : null;
        var model = new ImageModels(ModelOptionsFor(options), time, new Random(random.Next()), server);
        var logPath = Path.Combine(options.DataFolder, FunctionLogName);
        var logReader = new FunctionLogReader(logPath);
        var authorizer = new PolicyAuthorizer();
        LocalPipeline? pipeline = null;
        var emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = options.DataFolder,
                Port = options.Port,
                TimeProvider = time,
                Random = random,
                Authorizer = authorizer,
                InvokeModel = model.InvokeAsync,
                Executions = new ExecutionOptions { Title = PromptTitle.FromInput },
                AdditionalProtocols = emulator =>
                [
                    GenerateProtocolFor(emulator, Resources),
                    new FunctionLogProtocol(logReader),
                    new QueueStatusProtocol(emulator, Resources, time),
                ],
                DescribeAlarm = alarm => new AlarmFacts(Resources(), pipeline!.Emulator, time).For(alarm),
                SmtpServer = options.Smtp is { } smtp ? new DnsEndPoint(smtp.Host, smtp.Port) : null,
                LoggerFactory = warnings ?? NullLoggerFactory.Instance,
                ConfigureServices = configureServices,
                ConfigureApplication = configureApplication,
            }
        );
        RollingLogFile? log = null;
        PipelineTelemetry? telemetry = null;
        try
        {
            telemetry = options.Telemetry is { } settings
                ? new PipelineTelemetry(settings, emulator, time, warnings ?? NullLoggerFactory.Instance)
                : null;
            log = new RollingLogFile(logPath, FunctionLogLimit);
            var metrics = new MetricWriter(log, new EmbeddedMetrics(emulator.Metrics));
            var functions = new LocalFunctions(
                configuration => new FunctionHost
                {
                    Settings = LocalEnvironment.For(configuration, emulator.Endpoint, options.Bedrock),
                    Time = time,
                    Metrics = metrics,
                },
                time,
                log,
                telemetry is null ? null : telemetry.Wrap
            );
            pipeline = new LocalPipeline(emulator, authorizer, model, functions, log, logReader, server, telemetry);
            await pipeline.DeployAsync(template, options);
            if (telemetry is not null)
            {
                await telemetry.StartAsync();
            }

            await emulator.ResumeAsync();
            return pipeline;
        }
        catch
        {
            await StopAsync(emulator, pipeline?._functions, log, server, telemetry);
            throw;
        }

        PipelineResources Resources() =>
            pipeline?.Resources ?? throw new AwsException("ServiceUnavailable", "The pipeline is starting.", 503);
    }

    public async ValueTask DisposeAsync() => await StopAsync(Emulator, _functions, _log, _server, _telemetry);

    private static async ValueTask StopAsync(
        Emulator emulator,
        LocalFunctions? functions,
        RollingLogFile? log,
        OpenAiImagesClient? server,
        PipelineTelemetry? telemetry
    )
    {
        if (telemetry is not null)
        {
            await telemetry.DisposeAsync();
        }

        await emulator.DisposeAsync();
        server?.Dispose();
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

    private static GenerateProtocol GenerateProtocolFor(Emulator emulator, Func<PipelineResources> resources) =>
        new(
            emulator.Queues,
            new GenerateOptions
            {
                Queue = () => resources().Queue,
                MaySend = () =>
                    emulator.Access.Allows(
                        resources().SendRole,
                        new Permission("sqs:SendMessage", QueueService.ArnFor(resources().Queue))
                    ),
                MayDescribe = name =>
                    emulator.Access.Allows(
                        resources().StatusRole,
                        new Permission("states:DescribeExecution", StatesArn.ForExecution(resources().StateMachine, name))
                    ),
                FindExecution = name => FindExecution(emulator, resources().StateMachine, name),
                FindErrors = PromptApiSchema.FindErrors,
            }
        );

    private static GenerateExecution? FindExecution(Emulator emulator, string stateMachine, string name) =>
        emulator.Executions.TryDescribe(stateMachine, name) is { Execution: var execution } details
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

    private async Task DeployAsync(LocalTemplate template, RunOptions options)
    {
        var stack = await Stack.DeployAsync(
            new StackOptions
            {
                Name = DeploymentNames.Default,
                Template = template.With(options),
                Emulator = Emulator,
                Authorizer = Authorizer,
                Handlers = _functions.Handlers,
                ReadArtifact = template.ReadArtifact,
            }
        );
        _resources = PipelineResources.From(stack, template);
    }
}
