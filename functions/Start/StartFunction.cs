using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace PromptToImage.Functions.Start;

/// <summary>Lambda function of the queue: waits for room and starts the execution of a prompt.</summary>
public sealed class StartFunction : IDisposable
{
    private readonly PromptStarter _starter;

    /// <summary>Creates the function on Lambda, from environment variables.</summary>
    public StartFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <summary>Creates the function in another program's process.</summary>
    public StartFunction(FunctionHost host)
        : this(Composition.Start(host)) { }

    internal StartFunction(PromptStarter starter) => _starter = starter;

    /// <returns>The message as a batch item failure if it is given back to the queue; otherwise no failures.</returns>
    /// <exception cref="InvalidOperationException">The event does not have exactly one message.</exception>
    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<StartJson>))]
    public Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context) => _starter.HandleAsync(batch, context);

    public void Dispose() => _starter.Dispose();
}
