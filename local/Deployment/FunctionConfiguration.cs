using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment;

/// <summary>A function as the template configures it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Credentials">The credentials of the session of its role. Its AWS clients sign with them.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="MemorySize">In MiB.</param>
public sealed record FunctionConfiguration(
    string Name,
    AccessKey Credentials,
    IReadOnlyDictionary<string, string> Environment,
    int MemorySize
);

/// <summary>Creates the code of a function. An exception of the code's initialization belongs to the invocation, as on Lambda.</summary>
public delegate FunctionHandler CreateFunction(FunctionConfiguration configuration);
