using Amazon.Lambda.Core;

namespace PromptToImage.ColdStart;

/// <summary>The invocation's context, as the managed runtime provides it.</summary>
internal sealed class Context : ILambdaContext, ILambdaLogger
{
    public string AwsRequestId => "cold-start";

    public string FunctionName => "cold-start";

    public string FunctionVersion => "$LATEST";

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:000000000000:function:cold-start";

    public ILambdaLogger Logger => this;

    public string LogGroupName => "cold-start";

    public string LogStreamName => "cold-start";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => TimeSpan.FromSeconds(30);

    public IClientContext ClientContext => null!;

    public ICognitoIdentity Identity => null!;

    public void Log(string message) => Console.Error.WriteLine(message);

    public void LogLine(string message) => Console.Error.WriteLine(message);

    // The default implementation calls itself.
    public void Log(string level, string message, params object[] args) => Console.Error.WriteLine(message);
}
