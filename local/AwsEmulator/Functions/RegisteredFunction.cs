using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>A registered function.</summary>
public sealed record RegisteredFunction(string Name, FunctionHandler Handler, TimeSpan Timeout)
{
    public string Arn => ArnFor(Name);

    public static string ArnFor(string name) => AwsAccount.Arn("lambda", "function:" + name);
}
