using Microsoft.Extensions.Logging;
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

/// <summary>All services on one data folder behind one port.</summary>
public sealed class Emulator : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly EmulatorOptions _options;
    private readonly MultipartUploads _uploads;
    private readonly QueueSweeper _sweeper;
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
        _sweeper = new QueueSweeper(Queues, options.TimeProvider, options.LoggerFactory.CreateLogger<QueueSweeper>());
    }

    public Database Database { get; }

    public IdSource Ids { get; }

    public Mailbox Mailbox { get; }

    public TopicService Topics { get; }

    public QueueService Queues { get; }

    public ObjectStore Objects { get; }

    public FunctionRegistry Functions { get; }

    /// <summary>Step Functions.</summary>
    public StepFunctionsService Executions { get; }

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

    /// <summary>
    /// Resumes the executions and message moves of an earlier process, and begins to delete expired messages. The host
    /// calls it once, after it has registered its functions.
    /// </summary>
    public void Resume()
    {
        Queues.Resume();
        Executions.Start();
        _sweeper.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
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
            .. _options.FurtherProtocols(this),
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
            new ModelsProtocol(_options.InvokeModel, _options.TimeProvider),
            new ObjectsProtocol(Objects, _uploads, _options.TimeProvider, _options.LoggerFactory.CreateLogger<ObjectsProtocol>()),
        ];
        _server = await EmulatorServer.StartAsync(_options, Protocols, Ids, cancellationToken);
        Endpoint = new Uri($"http://localhost:{_server.Port}");
    }

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
        var statusRule = _options.Executions.StatusRuleTarget is { } function
            ? new ExecutionStatusRule(Database, Functions, function, time, _options.LoggerFactory.CreateLogger<ExecutionStatusRule>())
            : null;
        return new StepFunctionsService(Database, integrations, statusRule, _options.Executions, time, Ids, _options.LoggerFactory);
    }
}
