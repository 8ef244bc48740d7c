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
        public override IEnumerable<TimeSpan> Times(int prompts) => Enumerable.Repeat(TimeSpan.Zero, prompts);

        public override string ToString() => "burst";
    }

    /// <summary>At a steady rate.</summary>
    public sealed record Steady(Rate Rate) : Arrival
    {
        public override IEnumerable<TimeSpan> Times(int prompts) =>
            Enumerable.Range(0, prompts).Select(index => TimeSpan.FromSeconds(index / Rate.PerSecond));

        public override string ToString() => Rate.ToString();
    }

    /// <summary>At the times of a file, which are repeated until there are enough.</summary>
    public sealed record Recorded(string File, IReadOnlyList<TimeSpan> Offsets) : Arrival
    {
        public override IEnumerable<TimeSpan> Times(int prompts)
        {
            var span = Offsets[^1];
            return Enumerable.Range(0, prompts).Select(index => Offsets[index % Offsets.Count] + span * (index / Offsets.Count));
        }

        public override string ToString() => File;
    }

    /// <summary>The time of each prompt since the start, in order.</summary>
    public abstract IEnumerable<TimeSpan> Times(int prompts);

    /// <exception cref="FormatException">The text is neither <c>burst</c>, a rate nor a readable file of times.</exception>
    public static Arrival Parse(string text)
    {
        if (text == "burst")
        {
            return new Burst();
        }

        if (System.IO.File.Exists(text))
        {
            return new Recorded(text, ReadOffsets(text));
        }

        try
        {
            return new Steady(Rate.Parse(text));
        }
        catch (FormatException)
        {
            throw new FormatException($"'{text}' is neither 'burst', a rate such as 2/s, nor a file of times");
        }
    }

    /// <summary>Reads one time per line: seconds since the start, or an ISO 8601 timestamp.</summary>
    private static List<TimeSpan> ReadOffsets(string file)
    {
        var offsets = new List<TimeSpan>();
        DateTimeOffset? first = null;
        var number = 0;
        foreach (var line in System.IO.File.ReadLines(file))
        {
            number++;
            var text = line.Trim();
            if (text.Length == 0)
            {
                continue;
            }

            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                offsets.Add(TimeSpan.FromSeconds(seconds));
            }
            else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            {
                first ??= instant;
                offsets.Add(instant - first.Value);
            }
            else
            {
                throw new FormatException($"{file}, line {number}: '{text}' is neither seconds since the start nor an ISO 8601 time");
            }
        }

        offsets.Sort();
        return offsets.Count > 0 ? offsets : throw new FormatException($"{file} contains no time");
    }
}
