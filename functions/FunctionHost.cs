using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PromptToImage.Contracts;

namespace PromptToImage.Functions;

/// <summary>
/// All that a function takes from its surroundings. Lambda's is <see cref="FromEnvironment"/>; another program that runs
/// functions in its own process makes one.
/// </summary>
public sealed record FunctionHost
{
    /// <summary>
    /// See <see cref="FunctionCatalog"/>. The SDK's own names work too: AWS_REGION, AWS_ENDPOINT_URL,
    /// AWS_ENDPOINT_URL_&lt;SERVICE&gt;, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Where lines of embedded metrics go.</summary>
    public required TextWriter Metrics { get; init; }

    /// <summary>The process's environment, clock and standard output.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "This is where the process's surroundings are taken in, once.")]
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
            // Not Console.Out: the runtime's logger wraps its lines, and a wrapped metric is none.
            Metrics = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true },
        };
    }
}
