using Amazon.Lambda.Core;
using PromptToImage.Contracts.Flow;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>The context that Lambda passes to a handler. Keeps the log lines.</summary>
internal sealed class TestContextOfLambda : ILambdaContext, ILambdaLogger
{
    public List<string> Log { get; } = [];

    public string AwsRequestId => "request-1";

    public IClientContext ClientContext => null!;

    public string FunctionName => "prompt-to-image-test";

    public string FunctionVersion => "1";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:000000000000:function:prompt-to-image-test";

    public ILambdaLogger Logger => this;

    public string LogGroupName => "group";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 256;

    public TimeSpan Remaining { get; set; } = FlowNumbers.StartTimeout;

    public TimeSpan RemainingTime => Remaining;

    void ILambdaLogger.Log(string message) => Add(message);

    void ILambdaLogger.LogLine(string message) => Add(message);

    // The interface's default implementation calls itself.
    void ILambdaLogger.Log(string level, string message, params object[] args) => Add(message);

    private void Add(string message)
    {
        lock (Log)
        {
            Log.Add(message);
        }
    }
}
