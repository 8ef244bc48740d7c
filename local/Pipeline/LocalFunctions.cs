using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Validate;

namespace PromptToImage.Pipeline;

/// <summary>Registers the five Lambda handlers to run in this process.</summary>
internal sealed class LocalFunctions : IDisposable
{
    private readonly StartFunction _start;

    /// <param name="log">Receives the functions' log.</param>
    public LocalFunctions(FunctionRegistry registry, FunctionHost host, TextWriter log)
    {
        _start = new StartFunction(host);
        Register<SQSEvent, SQSBatchResponse>(
            FunctionCatalog.Start,
            _start.HandleAsync,
            new SourceGeneratorLambdaJsonSerializer<StartJson>()
        );
        Register<ExecutionInput, GenerationRequest>(
            FunctionCatalog.Validate,
            new ValidateFunction(host).HandleAsync,
            new SourceGeneratorLambdaJsonSerializer<ValidateJson>()
        );
        Register<GenerateInput, StagedImage>(
            FunctionCatalog.Generate,
            new GenerateFunction(host).HandleAsync,
            new SourceGeneratorLambdaJsonSerializer<GenerateJson>()
        );
        Register<StoreInput, StoredImage>(
            FunctionCatalog.Store,
            new StoreFunction(host).HandleAsync,
            new SourceGeneratorLambdaJsonSerializer<StoreJson>()
        );
        Register<NotifyInput, NotifyResult>(
            FunctionCatalog.Notify,
            new NotifyFunction(host).HandleAsync,
            new SourceGeneratorLambdaJsonSerializer<NotifyJson>()
        );
        registry.PutEventInvokeConfig(PipelineNames.Function(FunctionCatalog.Notify.Name), UnhandledFailures.Invocation);

        void Register<TInput, TOutput>(
            FunctionDescription function,
            Func<TInput, ILambdaContext, Task<TOutput>> handler,
            ILambdaSerializer serializer
        ) =>
            registry.Register(
                PipelineNames.Function(function.Name),
                LambdaHandler.Create(handler, serializer, host.Time, new FunctionLog(log, function.Name, host.Time)),
                function.Timeout
            );
    }

    public void Dispose() => _start.Dispose();
}
