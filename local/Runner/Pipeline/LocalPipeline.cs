using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.Emulation;
using PromptToImage.Emulation.Executions;
using PromptToImage.Emulation.Models;
using PromptToImage.Functions;
using PromptToImage.Functions.Contracts;
using PromptToImage.Runner.Options;

namespace PromptToImage.Runner.Pipeline;

/// <summary>The whole pipeline in this process: the services, the five functions, the state machine, and what feeds it.</summary>
public sealed class LocalPipeline : IAsyncDisposable
{
    private const string RoleArn = "arn:aws:iam::000000000000:role/prompt-to-image";

    private readonly LocalFunctions _functions;
    private readonly StreamWriter _log;

    private LocalPipeline(Emulator emulator, LocalFunctions functions, StreamWriter log)
    {
        Emulator = emulator;
        _functions = functions;
        _log = log;
    }

    public Emulator Emulator { get; }

    public Uri Endpoint => Emulator.Endpoint;

    /// <summary>Opens the data folder, goes on with what was under way, and accepts prompts from here on.</summary>
    /// <param name="options">What a person chose.</param>
    /// <param name="definition">The state machine, with its placeholders.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warnings">Where what goes wrong beside the prompts is told; null is nowhere.</param>
    /// <param name="configureServices">Services of further endpoints on the same port.</param>
    /// <param name="configureApplication">Further endpoints on the same port.</param>
    /// <exception cref="Emulation.Storage.StorageUnavailableException">The data folder cannot be used.</exception>
    /// <exception cref="Emulation.Hosting.PortInUseException">Another program has the port.</exception>
    public static async Task<LocalPipeline> StartAsync(
        RunOptions options,
        string definition,
        TimeProvider time,
        ILoggerFactory? warnings = null,
        Action<IServiceCollection>? configureServices = null,
        Action<WebApplication>? configureApplication = null
    )
    {
        var emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = options.DataFolder,
                Port = options.Port,
                TimeProvider = time,
                Model = new ModelOptions
                {
                    LowestLatency = options.ModelLatency.Shortest,
                    HighestLatency = options.ModelLatency.Longest,
                    QuotaPerMinute = options.ModelQuota?.PerMinute,
                    ErrorRate = options.ModelErrorRate.Share,
                },
                Pipeline = new PipelineSettings
                {
                    QueueAgeThreshold = options.QueueAgeThreshold,
                    FindPromptFaults = PromptApiSchema.FaultsOf,
                },
                SmtpServer = options.Smtp is { } smtp ? new DnsEndPoint(smtp.Host, smtp.Port) : null,
                LoggerFactory = warnings ?? NullLoggerFactory.Instance,
                ConfigureServices = configureServices,
                ConfigureApplication = configureApplication,
            }
        );
        var log = new StreamWriter(Path.Combine(options.DataFolder, "functions.log"), append: true, Encoding.UTF8) { AutoFlush = true };
        var functions = new LocalFunctions(
            emulator.Functions,
            new FunctionHost
            {
                Settings = LocalSettings.Create(emulator.Endpoint, options),
                Time = time,
                Random = new Random(emulator.Ids.Next().GetHashCode(StringComparison.Ordinal)),
                Metrics = TextWriter.Synchronized(log),
            },
            new FunctionLog(TextWriter.Synchronized(log), time)
        );
        var pipeline = new LocalPipeline(emulator, functions, log);
        try
        {
            await pipeline.DeployAsync(definition);
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fills the definition's placeholders as a deployment does.</summary>
    public static string Substitute(string definition, Uri endpoint) => DefinitionSubstitution.Apply(definition, Substitutions(endpoint));

    /// <summary>What each placeholder of the definition stands for on this machine.</summary>
    public static IReadOnlyDictionary<string, string> Substitutions(Uri endpoint) =>
        new Dictionary<string, string>
        {
            [StateMachinePlaceholders.ValidateFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Validate.Name),
            [StateMachinePlaceholders.GenerateFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Generate.Name),
            [StateMachinePlaceholders.StoreFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Store.Name),
            [StateMachinePlaceholders.NotifyFunctionArn] = PipelineNames.FunctionArn(FunctionCatalog.Notify.Name),
            [StateMachinePlaceholders.DeadLetterQueueUrl] = LocalSettings.QueueUrl(endpoint, PipelineNames.DeadLetterQueue),
        };

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _functions.Dispose();
        await _log.DisposeAsync();
    }

    private async Task DeployAsync(string definition)
    {
        await Emulator.Executions.StateMachines.DeployAsync(PipelineNames.StateMachine, Substitute(definition, Endpoint), RoleArn);
        await Emulator.Pipeline.StartAsync();
    }
}
