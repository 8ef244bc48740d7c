using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PromptToImage.Contracts;

namespace PromptToImage.Functions;

/// <summary>
/// Everything that a function needs from its host. Lambda uses <see cref="FromEnvironment"/>. Another program that runs functions in
/// its own process creates its own instance.
/// </summary>
public sealed record FunctionHost
{
    /// <summary>
    /// See <see cref="FunctionCatalog"/>. The SDK's own names work too: AWS_REGION, AWS_ENDPOINT_URL,
    /// AWS_ENDPOINT_URL_&lt;SERVICE&gt;, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Receives metrics as lines of CloudWatch's embedded metric format.</summary>
    public required TextWriter Metrics { get; init; }

    /// <summary>The process's environment, clock and standard output.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The only place that reads the process's clock and environment.")]
    public static FunctionHost FromEnvironment()
    {
        Dictionary<string, string> settings = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            settings[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return new FunctionHost
        {
            Settings = settings,
            Time = TimeProvider.System,
            // Not Console.Out: CloudWatch ignores metric lines that the runtime's logger has prefixed.
            Metrics = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true },
        };
    }
}
