using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Integrations;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Tests.Executions;

/// <summary>Step Functions on a data folder, with functions that tests register.</summary>
internal sealed class StatesMachine : IAsyncDisposable
{
    public const string RoleArn = "arn:aws:iam::000000000000:role/states";

    private StatesMachine(string folder, TimeProvider time)
    {
        Time = time;
        Database = Database.Open(Path.Combine(folder, "state.db"));
        Ids = new IdGenerator(new CryptographicRandom());
        Functions = new FunctionRegistry(time, Ids);
        Queues = new QueueService(Database, time, Ids);
        Mailbox = new Mailbox(Database, time, relays: false);
        Topics = new TopicService(Database, Mailbox, time, Ids);
        var access = new AccessControl(new AllowAll());
        Metrics = new MetricStore(Database);
        var destinations = new Destinations(Queues, Topics, Mailbox, Database, access, Ids);
        Invocations = new AsynchronousInvocations(
            Functions,
            destinations,
            Metrics,
            Database,
            time,
            NullLogger<AsynchronousInvocations>.Instance
        );
        Rules = new RuleService(Invocations, destinations, access, Metrics, Database, time, NullLogger<RuleService>.Instance);
        var results = new TaskResultStore(Database);
        var integrations = new TaskIntegrations(
            [
                new LambdaFunctionTask(Functions, access, Ids),
                new LambdaInvokeTask(Functions, access, Ids, time),
                new SqsSendMessageTask(Queues, access, results, Ids, time),
                new SnsPublishTask(Database, Topics, Mailbox, access, results, Ids, time),
            ],
            NullLogger<TaskIntegrations>.Instance
        );
        Service = new StepFunctionsService(
            Database,
            integrations,
            Rules,
            new ExecutionOptions { Title = static input => input },
            time,
            Ids,
            NullLoggerFactory.Instance
        );
    }

    public TimeProvider Time { get; }

    public Database Database { get; }

    public IdGenerator Ids { get; }

    public FunctionRegistry Functions { get; }

    public QueueService Queues { get; }

    public Mailbox Mailbox { get; }

    public TopicService Topics { get; }

    public MetricStore Metrics { get; }

    public AsynchronousInvocations Invocations { get; }

    public RuleService Rules { get; }

    public StepFunctionsService Service { get; }

    /// <param name="folder">The data folder.</param>
    /// <param name="time">Null for the system's clock.</param>
    /// <param name="functions">Registers functions before executions of an earlier process continue.</param>
    public static StatesMachine Open(string folder, TimeProvider? time = null, Action<FunctionRegistry>? functions = null)
    {
        var machine = new StatesMachine(folder, time ?? TimeProvider.System);
        functions?.Invoke(machine.Functions);
        machine.Service.Start();
        _ = machine.Invocations.StartAsync(CancellationToken.None);
        _ = machine.Rules.StartAsync(CancellationToken.None);
        return machine;
    }

    /// <summary>Creates a state machine and starts one execution of it.</summary>
    public async Task<ExecutionRecord> StartAsync(string definition, string input = "{}", string name = "one")
    {
        var machine = await Service.StateMachines.DeployAsync("machine", definition, RoleArn);
        return await Service.StartAsync(machine.Arn, name, input);
    }

    /// <summary>Runs a definition to its end.</summary>
    public async Task<ExecutionDetails> RunAsync(string definition, string input = "{}")
    {
        var execution = await StartAsync(definition, input);
        return await Service.WaitAsync(execution.Arn, TestContext.Current.CancellationToken);
    }

    public void Register(string function, string response) =>
        Functions.Register(function, (_, _, _) => Task.FromResult(Encoding.UTF8.GetBytes(response)), TimeSpan.FromSeconds(10));

    public long? CountRows(string table) => Database.Read(session => session.ScalarInt64($"SELECT COUNT(*) FROM {table}"));

    public IEnumerable<string> EventTypes(string executionArn) => Service.History(executionArn).Events.Select(e => e.Type.ToString());

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Rules.StopAsync(CancellationToken.None);
        Rules.Dispose();
        await Invocations.StopAsync(CancellationToken.None);
        Invocations.Dispose();
        await Queues.DisposeAsync();
        await Database.DisposeAsync();
    }
}
