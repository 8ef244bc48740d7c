using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Notify;

/// <summary>
/// Lambda function of the states <c>Notify</c> and <c>Notify failure</c>, of the rule for executions that end unhandled, and of the
/// schedule of the daily digest.
/// </summary>
public sealed class NotifyFunction
{
    private readonly OutcomeNotifier _notifier;

    /// <summary>Creates the function on Lambda, from environment variables.</summary>
    public NotifyFunction()
        : this(FunctionHost.FromEnvironment()) { }

    /// <summary>Creates the function in another program's process.</summary>
    public NotifyFunction(FunctionHost host)
        : this(Composition.Notify(host)) { }

    internal NotifyFunction(OutcomeNotifier notifier) => _notifier = notifier;

    [LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<NotifyJson>))]
    public Task<NotifyResult> HandleAsync(NotifyInput input, ILambdaContext context) => _notifier.NotifyAsync(input, context);
}
