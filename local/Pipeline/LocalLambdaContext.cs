using Amazon.Lambda.Core;
using PromptToImage.AwsEmulator.Functions;

namespace PromptToImage.Pipeline;

/// <summary>The Lambda context of an invocation on this machine.</summary>
internal sealed class LocalLambdaContext(FunctionInvocation invocation, int memorySize, TimeProvider time, ILambdaLogger logger)
    : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;

    public string FunctionName => invocation.FunctionName;

    public string FunctionVersion => invocation.FunctionVersion;

    public string InvokedFunctionArn => invocation.FunctionArn;

    public ILambdaLogger Logger => logger;

    public string LogGroupName => $"/aws/lambda/{invocation.FunctionName}";

    public string LogStreamName => "local";

    public int MemoryLimitInMB => memorySize;

    public TimeSpan RemainingTime => invocation.Deadline - time.GetUtcNow();

    /// <summary>Always null: only mobile clients send a client context.</summary>
    public IClientContext ClientContext => null!;

    /// <summary>Always null: only Cognito clients have an identity.</summary>
    public ICognitoIdentity Identity => null!;
}
