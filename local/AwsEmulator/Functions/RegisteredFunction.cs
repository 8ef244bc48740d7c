using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>A function that can be invoked by its name.</summary>
public sealed record RegisteredFunction(string Name, FunctionHandler Handler, TimeSpan Timeout)
{
    public string Arn => ArnOf(Name);

    public static string ArnOf(string name) => AwsAccount.Arn("lambda", "function:" + name);
}
