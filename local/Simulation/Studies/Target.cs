using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation.Studies;

/// <summary>The time from sent to stored within which 95 % of the images must be stored.</summary>
public sealed record Target(TimeSpan P95)
{
    /// <exception cref="FormatException">The text is not a duration above 0. The message gives an example.</exception>
    public static Target Parse(string text) =>
        DurationRange.ParseSingle(text) is { Ticks: > 0 } time ? new(time) : throw new FormatException("no image is stored within 0 seconds");

    /// <summary>A prompt that expired in the queue is never stored, so that a run with such prompts does not meet a target.</summary>
    public bool IsMetBy(SimulationReport report) => report.Expired == 0 && report.SendToStoredSeconds.P95 <= P95.TotalSeconds;
}
