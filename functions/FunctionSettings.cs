using PromptToImage.Contracts;

namespace PromptToImage.Functions;

/// <summary>
/// One function's settings. Only names that the function's description lists can be read, so the description is a complete list of
/// the settings that a host must provide.
/// </summary>
internal sealed class FunctionSettings
{
    private readonly FunctionDescription _function;
    private readonly IReadOnlyDictionary<string, string> _values;

    /// <exception cref="InvalidOperationException">Settings are missing; the message names all of them.</exception>
    public FunctionSettings(FunctionDescription function, IReadOnlyDictionary<string, string> values)
    {
        _function = function;
        _values = values;
        string[] missing = [.. function.Required.Where(name => Optional(name) is null)];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"The {function.Name} function cannot run without {string.Join(", ", missing)}: set "
                    + $"{(missing.Length == 1 ? "it" : "them")} in its environment."
            );
        }
    }

    public string Required(string name) => Optional(name) ?? throw new InvalidOperationException($"{name} is not set.");

    /// <summary>Null when it is absent or empty.</summary>
    public string? Optional(string name)
    {
        if (!_function.Settings.Contains(name))
        {
            throw new InvalidOperationException(
                $"{name} is not a setting of the {_function.Name} function: list it in {nameof(FunctionCatalog)}."
            );
        }

        return _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>A whole number within a range; the default when it is absent or empty.</summary>
    /// <exception cref="InvalidOperationException">The setting is not such a number.</exception>
    public int WholeNumber(string name, int defaultValue, int minimum, int maximum)
    {
        if (Optional(name) is not { } text)
        {
            return defaultValue;
        }

        return Contracts.Values.WholeNumber.TryParse(text, minimum, maximum, out var number)
            ? (int)number
            : throw new InvalidOperationException($"{name} is '{text}': it must be a whole number from {minimum} to {maximum}.");
    }
}
