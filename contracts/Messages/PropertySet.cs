using System.Text.Json;

namespace PromptToImage.Contracts.Messages;

/// <summary>Collects the properties of a JSON message and their errors.</summary>
internal sealed class PropertySet
{
    /// <summary>Limits the length of the error text.</summary>
    private const int MaximumErrors = 20;

    private static readonly string[] Names = ["prompt", "negativePrompt", "aspectRatio", "seed", "outputFormat", "id"];

    private readonly string?[] _values = new string?[Names.Length];
    private readonly bool[] _seen = new bool[Names.Length];
    private readonly List<string> _errors = [];
    private int _unlisted;
    private bool _broken;
    private bool _idUncertain;
    private bool _promptGiven;

    /// <param name="name">Null if it is not valid Unicode.</param>
    /// <param name="value">The text, or the digits of a number; null for other kinds and for text that is not valid Unicode.</param>
    public void Add(string? name, JsonTokenType kind, string? value)
    {
        var index = name is null ? -1 : Array.IndexOf(Names, name);
        if (index < 0)
        {
            Error(Unknown(name));
            return;
        }

        if (_seen[index])
        {
            Error($"{name} occurs twice: keep one.");
            _idUncertain |= name == "id";
            return;
        }

        _seen[index] = true;
        var wanted = name == "seed" ? JsonTokenType.Number : JsonTokenType.String;
        if (kind == JsonTokenType.Null)
        {
            return;
        }

        _promptGiven |= name == "prompt";
        if (kind != wanted)
        {
            Error($"{name} must be {Describe(wanted)}, but is {Describe(kind)}.");
        }
        else if (value is null)
        {
            Error($"{name} is not valid Unicode: it has half of a surrogate pair.");
        }
        else
        {
            _values[index] = value;
        }
    }

    /// <summary>Reports a syntax error. The rest of the message is unknown, so its id is not used.</summary>
    public void Broken(string error)
    {
        _errors.Insert(0, error);
        _broken = true;
        _idUncertain = true;
    }

    public PromptMessage ToMessage()
    {
        if (!_broken && !_promptGiven)
        {
            Error("prompt is missing: say what to draw.");
        }

        if (_unlisted > 0)
        {
            _errors.Add($"{_unlisted} more errors.");
        }

        return new PromptMessage
        {
            Prompt = _values[0],
            NegativePrompt = _values[1],
            AspectRatio = _values[2],
            Seed = _values[3],
            OutputFormat = _values[4],
            Id = _idUncertain ? null : _values[5],
            Errors = _errors,
        };
    }

    private void Error(string error)
    {
        if (_errors.Count < MaximumErrors)
        {
            _errors.Add(error);
        }
        else
        {
            _unlisted++;
        }
    }

    private static string Unknown(string? name)
    {
        if (name is null)
        {
            return "A property's name is not valid Unicode: it has half of a surrogate pair.";
        }

        var meant = name.Length > 40 ? null : Array.Find(Names, known => Plain(known) == Plain(name));
        var advice = meant is null ? $"the properties are {string.Join(", ", Names)}" : $"did you mean '{meant}'?";
        return $"'{PrintableText.OneLine(name, 40)}' is no property of a prompt: {advice}{(meant is null ? "." : "")}";
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static string Describe(JsonTokenType kind) =>
        kind switch
        {
            JsonTokenType.String => "text",
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "true or false",
            JsonTokenType.StartArray => "a list",
            _ => "an object",
        };
}
