using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Deployment;
using PromptToImage.Functions;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Validate;

namespace PromptToImage.Pipeline;

/// <summary>The five Lambda handlers in this process, by the handler strings of the template.</summary>
/// <param name="hostFor">Creates the host of a function.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Receives the functions' log.</param>
/// <param name="wrap">Adds to the code of a function; null leaves it unchanged.</param>
internal sealed class LocalFunctions(
    Func<FunctionConfiguration, FunctionHost> hostFor,
    TimeProvider time,
    TextWriter log,
    Func<FunctionDescription, FunctionHandler, FunctionHandler>? wrap = null
) : IDisposable
{
    private readonly Dictionary<string, FunctionHost> _hosts = [];
    private StartFunction? _start;

    public IReadOnlyDictionary<string, CreateFunction> Handlers =>
        new Dictionary<string, CreateFunction>
        {
            [FunctionCatalog.Start.Handler] = Code<SQSEvent, SQSBatchResponse>(
                FunctionCatalog.Start,
                host => (_start = new StartFunction(host)).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<StartJson>()
            ),
            [FunctionCatalog.Validate.Handler] = Code<ExecutionInput, GenerationRequest>(
                FunctionCatalog.Validate,
                host => new ValidateFunction(host).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<ValidateJson>()
            ),
            [FunctionCatalog.Generate.Handler] = Code<GenerateInput, StagedImage>(
                FunctionCatalog.Generate,
                host => new GenerateFunction(host).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<GenerateJson>()
            ),
            [FunctionCatalog.Store.Handler] = Code<StoreInput, StoredImage>(
                FunctionCatalog.Store,
                host => new StoreFunction(host).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<StoreJson>()
            ),
            [FunctionCatalog.Notify.Handler] = Code<NotifyInput, NotifyResult>(
                FunctionCatalog.Notify,
                host => new NotifyFunction(host).HandleAsync,
                new SourceGeneratorLambdaJsonSerializer<NotifyJson>()
            ),
        };

    /// <summary>The environment of a function that is deployed.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(FunctionDescription function) => _hosts[function.Handler].Settings;

    public void Dispose() => _start?.Dispose();

    /// <summary>
    /// The first invocation creates the function, as a cold start does on Lambda: if it cannot be created, each invocation fails.
    /// </summary>
    private CreateFunction Code<TInput, TOutput>(
        FunctionDescription function,
        Func<FunctionHost, Func<TInput, ILambdaContext, Task<TOutput>>> create,
        ILambdaSerializer serializer
    ) =>
        configuration =>
        {
            var host = _hosts[function.Handler] = hostFor(configuration);
            var handler = new Lazy<FunctionHandler>(() =>
                LambdaHandler.Create(create(host), serializer, configuration.MemorySize, time, new FunctionLog(log, function.Name, time))
            );
            FunctionHandler call = (payload, invocation, cancellationToken) => handler.Value(payload, invocation, cancellationToken);
            return wrap is null ? call : wrap(function, call);
        };
}
