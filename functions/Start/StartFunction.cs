using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace PromptToImage.Functions.Start;

/// <summary>Lambda function on the queue: starts an execution for each prompt, as far as there is room.</summary>
public sealed class StartFunction : IDisposable
{
    private readonly PromptStarter _starter;

    /// <summary>On Lambda.</summary>
    public StartFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <summary>In another program's process.</summary>
    public StartFunction(FunctionHost host)
        : this(Composition.Start(host)) { }

    internal StartFunction(PromptStarter starter) => _starter = starter;

    /// <returns>The messages that go back to the queue.</returns>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<StartJson>))]
    public Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context) => _starter.TakeAsync(batch, context);

    public void Dispose() => _starter.Dispose();
}
