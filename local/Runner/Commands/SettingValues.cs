using System.CommandLine;
using PromptToImage.CommandLine;
using PromptToImage.Simulation;

namespace PromptToImage.Runner.Commands;

/// <summary>The values of one setting, separated by commas, for example <c>2,5,10</c>: one simulation for each.</summary>
internal sealed class SettingValues
{
    private readonly string _text;
    private readonly IReadOnlyList<Func<SimulationOptions, SimulationOptions>> _changes;

    private SettingValues(string text, IReadOnlyList<Func<SimulationOptions, SimulationOptions>> changes)
    {
        _text = text;
        _changes = changes;
    }

    public int Count => _changes.Count;

    /// <param name="defaultValue">The default as text.</param>
    /// <param name="parse">Throws <see cref="FormatException"/> with a message for the user.</param>
    /// <param name="change">Sets the setting.</param>
    public static Option<SettingValues> Option<T>(
        string name,
        string valueName,
        string description,
        string defaultValue,
        Func<string, T> parse,
        Func<SimulationOptions, T, SimulationOptions> change
    ) => ParsedOption.Create(name, valueName, description, Parse(defaultValue, parse, change), text => Parse(text, parse, change));

    /// <summary>Every combination of the values.</summary>
    public static IReadOnlyList<SimulationOptions> Combine(SimulationOptions options, IEnumerable<SettingValues> settings) =>
        settings.Aggregate(
            (IReadOnlyList<SimulationOptions>)[options],
            (combined, values) => [.. combined.SelectMany(before => values._changes.Select(change => change(before)))]
        );

    public override string ToString() => _text;

    private static SettingValues Parse<T>(string text, Func<string, T> parse, Func<SimulationOptions, T, SimulationOptions> change)
    {
        var values = new List<T>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var value = parse(part);
            if (values.Contains(value))
            {
                throw new FormatException($"'{text}' has the value {part} twice");
            }

            values.Add(value);
        }

        return new SettingValues(
            text,
            [.. values.Select(value => new Func<SimulationOptions, SimulationOptions>(options => change(options, value)))]
        );
    }
}
