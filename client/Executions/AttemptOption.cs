using System.CommandLine;
using PromptToImage.Client.Commands;

namespace PromptToImage.Client.Executions;

/// <summary>Which attempt to wait for: a redriven prompt has failed already, and its next attempt may not have started.</summary>
internal static class AttemptOption
{
    public static Option<long?> Create()
    {
        return NumberOption.Create("--attempt", "NUMBER", "Wait for this attempt or a later one [default: 1]", 1, int.MaxValue);
    }
}
