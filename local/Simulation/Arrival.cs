using System.Globalization;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>When the prompts are sent: all at once, at a steady rate, or at recorded times.</summary>
public abstract record Arrival
{
    private Arrival() { }

    /// <summary>All prompts at the start.</summary>
    public sealed record Burst : Arrival
    {
        public override double Seconds(int prompt) => 0;

        public override string Phrase => "at once";

        public override string ToString() => "burst";
    }

    /// <summary>At a steady rate.</summary>
    public sealed record Steady(Rate Rate) : Arrival
    {
        public override double Seconds(int prompt) => prompt / Rate.PerSecond;

        public override string Phrase => $"at {Rate}";

        public override string ToString() => Rate.ToString();
    }

    /// <summary>At the times of a file, which are repeated when there are more prompts than times.</summary>
    /// <param name="File">The name of the file.</param>
    /// <param name="Offsets">The times since the start in seconds, in order.</param>
    public sealed record Recorded(string File, IReadOnlyList<double> Offsets) : Arrival
    {
        public override double Seconds(int prompt) => Offsets[prompt % Offsets.Count] + Offsets[^1] * (prompt / Offsets.Count);

        public override string Phrase => $"at the times in {File}";

        public override string ToString() => File;

        /// <summary>
        /// Reads one time per line: seconds since the start, or ISO 8601 timestamps of which the earliest is the start. A number of
        /// prompts can follow after a comma. Empty lines and lines that begin with # are skipped.
        /// </summary>
        /// <exception cref="FormatException">A line is not valid. The message names the file and the line.</exception>
        public static Recorded Parse(string file, string text)
        {
            var seconds = new List<double>();
            var timestamps = new List<double>();
            foreach (var (index, line) in text.Split('\n').Select(line => line.Trim()).Index())
            {
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                var (time, count) = line.Split(',', 2, StringSplitOptions.TrimEntries) is [var before, var after]
                    ? (before, after)
                    : (line, "1");
                if (!WholeNumber.TryParse(count, 0, SimulationOptions.MostPrompts - seconds.Count - timestamps.Count, out var prompts))
                {
                    throw Wrong(index, $"'{count}' is not a number of prompts; a file has at most {SimulationOptions.MostPrompts:N0}");
                }

                if (double.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                {
                    seconds.AddRange(Enumerable.Repeat(number, (int)prompts));
                }
                else if (DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp))
                {
                    timestamps.AddRange(Enumerable.Repeat(timestamp.UtcTicks / (double)TimeSpan.TicksPerSecond, (int)prompts));
                }
                else
                {
                    throw Wrong(index, $"'{time}' is neither seconds since the start nor an ISO 8601 time");
                }

                if (seconds.Count > 0 && timestamps.Count > 0)
                {
                    throw Wrong(index, $"'{time}' is not a time of the same kind as those before it");
                }
            }

            if (seconds.Count + timestamps.Count == 0)
            {
                throw new FormatException($"{file} contains no time");
            }

            timestamps.Sort();
            return new Recorded(file, [.. seconds.Order(), .. timestamps.Select(time => time - timestamps[0])]);

            FormatException Wrong(int index, FormattableString reason) =>
                new($"{file}, line {index + 1}: {FormattableString.Invariant(reason)}");
        }
    }

    /// <summary>The words after "prompts are sent".</summary>
    public abstract string Phrase { get; }

    /// <summary>The time of a prompt in seconds since the start.</summary>
    /// <param name="prompt">The number of the prompt, from 0. A later prompt is never earlier.</param>
    public abstract double Seconds(int prompt);

    /// <summary>The time of each prompt since the start, in order.</summary>
    public IEnumerable<TimeSpan> Times(int prompts) => Enumerable.Range(0, prompts).Select(prompt => TimeSpan.FromSeconds(Seconds(prompt)));

    /// <exception cref="FormatException">The text is neither <c>burst</c> nor a rate.</exception>
    public static Arrival Parse(string text)
    {
        if (text == "burst")
        {
            return new Burst();
        }

        try
        {
            return new Steady(Rate.Parse(text));
        }
        catch (FormatException)
        {
            throw new FormatException($"'{text}' is neither 'burst' nor a rate such as 2/s");
        }
    }
}
