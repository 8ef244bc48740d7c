using System.Collections;
using PromptToImage.CommandLine;
using PromptToImage.Pipeline.Telemetry;

namespace PromptToImage.Runner.Commands;

/// <summary>Reads the environment variables of OpenTelemetry.</summary>
internal static class TelemetryVariables
{
    /// <param name="environment">All environment variables.</param>
    /// <returns>Null where no endpoint is set.</returns>
    /// <exception cref="CommandException">The endpoint is not a URL.</exception>
    public static TelemetrySettings? Read(IDictionary environment)
    {
        var variables = environment
            .Cast<DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(TelemetrySettings.Prefix, StringComparison.Ordinal))
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
        try
        {
            return TelemetrySettings.From(variables);
        }
        catch (FormatException e)
        {
            throw CommandException.WrongUse(e.Message, e);
        }
    }
}
