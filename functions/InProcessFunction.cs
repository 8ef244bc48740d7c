using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Generate;
using PromptToImage.Functions.Notify;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Store;
using PromptToImage.Functions.Validate;

namespace PromptToImage.Functions;

/// <summary>
/// A function in another program's process, called as Lambda calls it: JSON in, JSON out, through the same serializer.
/// Exceptions come out as they are; whoever calls reports them as Lambda does. May be called many times at once.
/// </summary>
public static class InProcessFunction
{
    /// <exception cref="InvalidOperationException">Settings are missing or wrong; the message names them.</exception>
    public static Func<ReadOnlyMemory<byte>, ILambdaContext, Task<byte[]>> Create(FunctionDescription function, FunctionHost host)
    {
        if (function == FunctionCatalog.Start)
        {
            return Wrap<SQSEvent, SQSBatchResponse>(
                new SourceGeneratorLambdaJsonSerializer<StartJson>(),
                new StartFunction(host).HandleAsync
            );
        }

        if (function == FunctionCatalog.Validate)
        {
            return Wrap<ExecutionInput, GenerationRequest>(
                new SourceGeneratorLambdaJsonSerializer<ValidateJson>(),
                new ValidateFunction(host).HandleAsync
            );
        }

        if (function == FunctionCatalog.Generate)
        {
            return Wrap<GenerateInput, StagedImage>(
                new SourceGeneratorLambdaJsonSerializer<GenerateJson>(),
                new GenerateFunction(host).HandleAsync
            );
        }

        if (function == FunctionCatalog.Store)
        {
            return Wrap<StoreInput, StoredImage>(new SourceGeneratorLambdaJsonSerializer<StoreJson>(), new StoreFunction(host).HandleAsync);
        }

        if (function == FunctionCatalog.Notify)
        {
            return Wrap<NotifyInput, NotifyResult>(
                new SourceGeneratorLambdaJsonSerializer<NotifyJson>(),
                new NotifyFunction(host).HandleAsync
            );
        }

        throw new ArgumentException($"There is no function '{function.Name}'.", nameof(function));
    }

    internal static Func<ReadOnlyMemory<byte>, ILambdaContext, Task<byte[]>> Wrap<TInput, TOutput>(
        ILambdaSerializer serializer,
        Func<TInput, ILambdaContext, Task<TOutput>> handler
    ) =>
        async (payload, context) =>
        {
            using MemoryStream input = new(payload.ToArray(), writable: false);
            var result = await handler(serializer.Deserialize<TInput>(input), context);
            using MemoryStream output = new();
            serializer.Serialize(result, output);
            return output.ToArray();
        };
}
