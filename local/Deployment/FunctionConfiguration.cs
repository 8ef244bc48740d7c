using PromptToImage.AwsEmulator.Functions;

namespace PromptToImage.Deployment;

/// <summary>A function as the template configures it.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="RoleArn">The role that the function assumes.</param>
/// <param name="Environment">Its environment variables.</param>
/// <param name="MemorySize">In MiB.</param>
public sealed record FunctionConfiguration(string Name, string RoleArn, IReadOnlyDictionary<string, string> Environment, int MemorySize);

/// <summary>Creates the code of a function. An exception of the code's initialization belongs to the invocation, as on Lambda.</summary>
public delegate FunctionHandler CreateFunction(FunctionConfiguration configuration);
