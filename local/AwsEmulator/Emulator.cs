using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.EventSources;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Executions.Api;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Models;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.AwsEmulator.Objects.Wire;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Queues.Wire;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator;

/// <summary>The emulated services on one data folder and one port.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly EmulatorOptions _options;
    private readonly MultipartUploads _uploads;
    private readonly QueueCleanupService _queueCleanup;
    private readonly LifecycleService _lifecycle;
    private MailDelivery? _mailDelivery;
    private EmulatorServer? _server;

    private Emulator(EmulatorOptions options, DataFolder folder, Database database, IdGenerator ids)
    {
        _options = options;
        _folder = folder;
        Access = new AccessControl(options.Authorizer);
        Ids = ids;
        Database = database;
        Mailbox = new Mailbox(Database, options.TimeProvider, relays: options.SmtpServer is not null);
        Topics = new TopicService(Database, Mailbox, options.TimeProvider, Ids);
        Queues = new QueueService(Database, options.TimeProvider, Ids, options.LoggerFactory);
        Objects = new ObjectStore(Database, folder.ObjectsFolder, options.TimeProvider, options.Database.SurvivePowerLoss);
        _uploads = new MultipartUploads(Database, Objects, Path.Combine(folder.Path, "uploads"), options.TimeProvider, Ids);
        Functions = new FunctionRegistry(options.TimeProvider, Ids, Database);
        EventSources = new EventSourceMappings(Queues, Functions, Access, options.TimeProvider, options.LoggerFactory);
        Metrics = new MetricStore(Database);
        Functions.Invoked += new FunctionMetrics(Metrics, options.TimeProvider).Add;
        var destinations = new Destinations(Queues, Topics, Mailbox, Database, Access, Ids);
        AsynchronousInvocations = new AsynchronousInvocations(
            Functions,
            destinations,
            Metrics,
            Database,
            options.TimeProvider,
            options.LoggerFactory.CreateLogger<AsynchronousInvocations>()
        );
        Rules = new RuleService(
            AsynchronousInvocations,
            destinations,
            Access,
            Metrics,
            Database,
            options.TimeProvider,
            options.LoggerFactory.CreateLogger<RuleService>()
        );
        Executions = CreateExecutions();
        Executions.Changes.Subscribe(new ExecutionMetrics(Metrics).Add);
        Alarms = new AlarmService(
            Metrics,
            new QueueMetrics(Queues, Metrics, options.TimeProvider),
            Topics,
            Mailbox,
            Access,
            options.DescribeAlarm,
            Database,
            options.TimeProvider,
            options.LoggerFactory.CreateLogger<AlarmService>()
        );
        _lifecycle = new LifecycleService(
            Objects,
            _uploads,
            options.TimeProvider,
            options.LoggerFactory.CreateLogger<LifecycleService>()
        );
        _queueCleanup = new QueueCleanupService(
            Queues,
            options.TimeProvider,
            options.LoggerFactory.CreateLogger<QueueCleanupService>()
        );
    }

    /// <summary>Checks the permissions of callers. Callers in this process use it as the services do.</summary>
    public AccessControl Access { get; }

    public Database Database { get; }

    public IdGenerator Ids { get; }

    public Mailbox Mailbox { get; }

    public TopicService Topics { get; }

    public QueueService Queues { get; }

    public ObjectStore Objects { get; }

    public FunctionRegistry Functions { get; }

    public EventSourceMappings EventSources { get; }

    /// <summary>Step Functions.</summary>
    public StepFunctionsService Executions { get; }

    /// <summary>The rules of EventBridge.</summary>
    public RuleService Rules { get; }

    /// <summary>Lambda's asynchronous invocations.</summary>
    internal AsynchronousInvocations AsynchronousInvocations { get; }

    /// <summary>The metrics of CloudWatch.</summary>
    public MetricStore Metrics { get; }

    /// <summary>The alarms of CloudWatch.</summary>
    public AlarmService Alarms { get; }

    /// <summary>The value of <c>AWS_ENDPOINT_URL</c> for clients.</summary>
    public Uri Endpoint { get; private set; } = new("http://localhost");

    /// <summary>The services' protocols, in the order in which the dispatcher asks them.</summary>
    internal IReadOnlyList<IAwsProtocol> Protocols { get; private set; } = [];

    /// <summary>Opens the data folder and starts to accept requests.</summary>
    /// <exception cref="StorageUnavailableException">The data folder cannot be used, or another process has it.</exception>
    /// <exception cref="PortInUseException">Another program listens on the port.</exception>
    /// <exception cref="OpenFileLimitException">The operating system lets this process open too few files.</exception>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        OpenFileLimit.Check();
        var folder = DataFolder.Lock(options.DataFolder);
        var ids = new IdGenerator(options.Random);
        var protocols = new TaskCompletionSource<IReadOnlyList<IAwsProtocol>>(TaskCreationOptions.RunContinuationsAsynchronously);
        // The server and the services start side by side, which shortens the start by a fifth. Early requests wait for the services.
        var server = Task.Run(() => EmulatorServer.StartAsync(options, protocols.Task, ids, cancellationToken), CancellationToken.None);
        Database? database = null;
        Emulator? emulator = null;
        try
        {
            folder.CheckDatabase();
            database = Database.Open(folder.DatabaseFile, options.Database, options.LoggerFactory.CreateLogger<Database>());
            emulator = new Emulator(options, folder, database, ids);
            await emulator.StartServicesAsync(cancellationToken);
            emulator._server = await server;
            emulator.Endpoint = new Uri($"http://localhost:{emulator._server.Port}");
            protocols.SetResult(emulator.Protocols);
            return emulator;
        }
        catch
        {
            protocols.TrySetCanceled(CancellationToken.None);
            await DisposeAsync(server);
            if (emulator is not null)
            {
                emulator._server = null;
                await emulator.DisposeAsync();
                throw;
            }

            if (database is not null)
            {
                await database.DisposeAsync();
            }

            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Continues the executions and asynchronous invocations of an earlier process, and begins to deliver events, to evaluate alarms, to
    /// apply lifecycle rules and to poll event sources. The host calls it once, after it has registered its functions.
    /// </summary>
    public async Task ResumeAsync()
    {
        Executions.Start();
        await AsynchronousInvocations.StartAsync(CancellationToken.None);
        await Rules.StartAsync(CancellationToken.None);
        await Alarms.StartAsync(CancellationToken.None);
        await _lifecycle.StartAsync(CancellationToken.None);
        await EventSources.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EventSources.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await Alarms.DisposeAsync();
        await StopAsync(Rules);
        await StopAsync(AsynchronousInvocations);
        await StopAsync(_queueCleanup);
        await StopAsync(_mailDelivery);
        await Executions.DisposeAsync();
        await StopAsync(_lifecycle);
        await Queues.DisposeAsync();
        _uploads.Dispose();
        Objects.Dispose();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task StopAsync(BackgroundService? service)
    {
        if (service is not null)
        {
            await service.StopAsync(CancellationToken.None);
            service.Dispose();
        }
    }

    private static async Task DisposeAsync(Task<EmulatorServer> server)
    {
        // If the server could not start, its error is the one that the caller sees, or a later one of the services.
        await Task.WhenAny(server);
        if (server.IsCompletedSuccessfully)
        {
            await (await server).DisposeAsync();
        }
    }

    private async Task StartServicesAsync(CancellationToken cancellationToken)
    {
        _mailDelivery = new MailDelivery(
            Mailbox,
            Path.Combine(_folder.Path, "mail"),
            _options.SmtpServer is { } smtp ? new SmtpRelay(smtp, _options.TimeProvider) : null,
            _options.TimeProvider,
            _options.LoggerFactory.CreateLogger<MailDelivery>()
        );
        await _mailDelivery.StartAsync(cancellationToken);
        // S3 accepts any path, so it is the last.
        Protocols =
        [
            .. _options.AdditionalProtocols(this),
            new TopicOperations(Topics).Protocol(Access),
            new StepFunctionsProtocol(Executions, Access),
            .. SqsProtocol.Create(Queues, Access, () => Endpoint),
            new FunctionsProtocol(Functions, AsynchronousInvocations, Access),
            new ModelsProtocol(_options.InvokeModel, Access, _options.TimeProvider),
            new ObjectsProtocol(Objects, _uploads, Access, _options.TimeProvider),
        ];
        await Queues.StartAsync(cancellationToken);
        await _queueCleanup.StartAsync(cancellationToken);
    }

    private StepFunctionsService CreateExecutions()
    {
        var time = _options.TimeProvider;
        var results = new TaskResultStore(Database);
        var integrations = new TaskIntegrations(
            [
                new LambdaFunctionTask(Functions, Access, Ids),
                new LambdaInvokeTask(Functions, Access, Ids, time),
                new SqsSendMessageTask(Queues, Access, results, Ids, time),
                new SnsPublishTask(Database, Topics, Mailbox, Access, results, Ids, time),
            ],
            _options.LoggerFactory.CreateLogger<TaskIntegrations>()
        );
        return new StepFunctionsService(Database, integrations, Rules, _options.Executions, time, Ids, _options.LoggerFactory);
    }
}
