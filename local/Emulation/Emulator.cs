using Microsoft.Extensions.Logging;
using PromptToImage.Emulation.Alarms;
using PromptToImage.Emulation.Api;
using PromptToImage.Emulation.Backstop;
using PromptToImage.Emulation.Executions;
using PromptToImage.Emulation.Executions.Api;
using PromptToImage.Emulation.Functions;
using PromptToImage.Emulation.Hosting;
using PromptToImage.Emulation.Integrations;
using PromptToImage.Emulation.Mail;
using PromptToImage.Emulation.Models;
using PromptToImage.Emulation.Objects;
using PromptToImage.Emulation.Objects.Wire;
using PromptToImage.Emulation.Queues;
using PromptToImage.Emulation.Queues.Wire;
using PromptToImage.Emulation.Storage;
using PromptToImage.Emulation.Topics;

namespace PromptToImage.Emulation;

/// <summary>All services on one data folder behind one port.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly EmulatorOptions _options;
    private readonly MultipartUploads _uploads;
    private MailDelivery? _mailDelivery;
    private ObjectExpiry? _expiry;
    private EmulatorServer? _server;

    private Emulator(EmulatorOptions options, DataFolder folder, Database database)
    {
        _options = options;
        _folder = folder;
        Ids = new IdSource(options.Random);
        Database = database;
        Mailbox = new Mailbox(Database, options.TimeProvider, relays: options.SmtpServer is not null);
        Topics = new TopicService(Database, Mailbox, options.TimeProvider, Ids);
        Queues = new QueueService(Database, options.TimeProvider, Ids);
        Objects = new ObjectStore(Database, Path.Combine(folder.Path, "objects"), options.TimeProvider, options.Database.SurvivePowerLoss);
        _uploads = new MultipartUploads(Database, Objects, Path.Combine(folder.Path, "uploads"), options.TimeProvider, Ids);
        Functions = new FunctionRegistry(options.TimeProvider, Ids);
        Executions = CreateExecutions();
        // Services that draw chance get a source of their own: a Random may not be shared between threads.
        Model = new ImageModels(options.Model, options.TimeProvider, new Random(options.Random.Next()));
        Pipeline = new Pipeline(this, options.Pipeline, options.TimeProvider, options.LoggerFactory);
    }

    /// <summary>The queues, topics, mapping and alarm that the stack deploys; started by the host once its functions are registered.</summary>
    public Pipeline Pipeline { get; }

    public Database Database { get; }

    public IdSource Ids { get; }

    public Mailbox Mailbox { get; }

    public TopicService Topics { get; }

    public QueueService Queues { get; }

    public ObjectStore Objects { get; }

    public FunctionRegistry Functions { get; }

    /// <summary>Step Functions. <see cref="Pipeline.StartAsync"/> takes up what was running before.</summary>
    public StepFunctionsService Executions { get; }

    public ImageModels Model { get; }

    /// <summary>What clients take as <c>AWS_ENDPOINT_URL</c>.</summary>
    public Uri Endpoint { get; private set; } = new("http://localhost");

    /// <summary>Every service's protocol, in the order in which they are asked.</summary>
    internal IReadOnlyList<IAwsProtocol> Protocols { get; private set; } = [];

    /// <summary>Opens the data folder and accepts requests from here on.</summary>
    /// <exception cref="StorageUnavailableException">The data folder cannot be used, or another process has it.</exception>
    /// <exception cref="PortInUseException">Another program listens on the port.</exception>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        var folder = DataFolder.Lock(options.DataFolder);
        Database? database = null;
        Emulator? emulator = null;
        try
        {
            database = Database.Open(folder.DatabaseFile, options.Database);
            emulator = new Emulator(options, folder, database);
            await emulator.ListenAsync(cancellationToken);
            return emulator;
        }
        catch
        {
            if (emulator is not null)
            {
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

    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_mailDelivery is not null)
        {
            await _mailDelivery.DisposeAsync();
        }

        await Executions.DisposeAsync();
        if (_expiry is not null)
        {
            await _expiry.DisposeAsync();
        }

        Queues.Dispose();
        Objects.Dispose();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        _mailDelivery = new MailDelivery(
            Mailbox,
            Path.Combine(_folder.Path, "mail"),
            _options.SmtpServer is { } smtp ? new SmtpRelay(smtp, _options.TimeProvider) : null,
            _options.TimeProvider,
            _options.LoggerFactory.CreateLogger<MailDelivery>()
        );
        _expiry = new ObjectExpiry(
            Objects,
            _options.StagingPrefix,
            _options.StagingAge,
            _options.TimeProvider,
            _options.LoggerFactory.CreateLogger<ObjectExpiry>()
        );
        // Asked in this order; S3, which any path could be, last.
        Protocols =
        [
            new GenerateProtocol(
                Queues,
                new GenerateOptions
                {
                    Queue = PipelineNames.Queue,
                    FindExecution = FindExecution,
                    FindFaults = _options.Pipeline.FindPromptFaults,
                }
            ),
            new QueueStatusProtocol(Queues, () => Pipeline.Alarm),
            new TopicOperations(Topics).Protocol(),
            new StepFunctionsProtocol(Executions),
            .. SqsProtocol.Create(Queues, () => Endpoint),
            new FunctionsProtocol(
                Functions,
                new AsynchronousInvocations(
                    Functions,
                    _options.TimeProvider,
                    _options.LoggerFactory.CreateLogger<AsynchronousInvocations>()
                )
            ),
            new ModelsProtocol(Model, _options.TimeProvider),
            new ObjectsProtocol(Objects, _uploads, _options.TimeProvider, _options.LoggerFactory.CreateLogger<ObjectsProtocol>()),
        ];
        _server = await EmulatorServer.StartAsync(_options, Protocols, Ids, cancellationToken);
        Endpoint = new Uri($"http://localhost:{_server.Port}");
    }

    private PromptExecution? FindExecution(string name) =>
        Executions.TryDescribe(PipelineNames.StateMachine, name) is { Execution: var execution } details
            ? new PromptExecution(
                execution.Status.ToAwsName(),
                execution.StartDate,
                execution.StopDate,
                details.Input,
                details.Output,
                execution.Error,
                details.Cause
            )
            : null;

    private StepFunctionsService CreateExecutions()
    {
        var time = _options.TimeProvider;
        var ledger = new TaskLedger(Database);
        var integrations = new TaskIntegrations([
            new LambdaFunctionTask(Functions, Ids),
            new LambdaInvokeTask(Functions, Ids, time),
            new SqsSendMessageTask(Queues, ledger, Ids, time),
            new SnsPublishTask(Database, Topics, Mailbox, ledger, Ids, time),
        ]);
        var backstop = _options.Executions.BackstopFunction is { } function
            ? new StatusBackstop(Database, Functions, function, time, _options.LoggerFactory.CreateLogger<StatusBackstop>())
            : null;
        return new StepFunctionsService(Database, integrations, backstop, _options.Executions, time, Ids, _options.LoggerFactory);
    }
}
