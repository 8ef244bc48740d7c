using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>A registered function, or a published version of it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Handler">The code.</param>
/// <param name="Timeout">The longest time of an invocation.</param>
public sealed record RegisteredFunction(string Name, FunctionHandler Handler, TimeSpan Timeout)
{
    public string Description { get; init; } = "";

    /// <summary>The environment variables, as GetFunctionConfiguration returns them. The handler has read them already.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The session of the execution role, which polls queues and sends to destinations on the function's behalf.</summary>
    public Caller ExecutionRole { get; init; } = Caller.Administrator;

    /// <summary>The number of a published version, or <c>$LATEST</c>.</summary>
    public string Version { get; init; } = FunctionReference.Latest;

    /// <summary>The version or the alias that the caller named; null for none.</summary>
    public string? Qualifier { get; init; }

    /// <summary>The ARN without a qualifier.</summary>
    public string Arn => ArnFor(Name);

    /// <summary>The ARN with the qualifier that the caller named, if any. This is the ARN in the function's context.</summary>
    public string InvokedArn => Qualifier is null ? Arn : $"{Arn}:{Qualifier}";

    public static string ArnFor(string name) => AwsAccount.Arn("lambda", "function:" + name);
}
