using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.Cdk;

/// <summary>
/// Reads settings by name: from the CDK's context (<c>-c key=value</c> or <c>cdk.json</c>), else from the environment
/// (where <c>alertEmail</c> is <c>ALERT_EMAIL</c>), else the default. Collects all errors, so that one run reports them all.
/// </summary>
public sealed partial class SettingSource(IReadOnlyDictionary<string, object?> context, IReadOnlyDictionary<string, string> environment)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The environment variable of a context key.</summary>
    public static string EnvironmentName(string key) => WordStart().Replace(key, "_$0").ToUpperInvariant();

    /// <summary>A text that matches <paramref name="pattern"/> completely; null where it is not set.</summary>
    public string? Text(string key, Regex pattern, string rule)
    {
        var value = Find(key);
        if (value is not null && !pattern.IsMatch(value))
        {
            Reject(key, value, rule);
            return null;
        }

        return value;
    }

    /// <summary>E-mail addresses separated by commas; empty where it is not set.</summary>
    public IReadOnlyList<string> Addresses(string key)
    {
        var value = Find(key);
        if (value is null)
        {
            return [];
        }

        var addresses = value.Split(',', StringSplitOptions.TrimEntries);
        foreach (var address in addresses.Where(address => !Address().IsMatch(address)))
        {
            Reject(key, address, "an e-mail address such as someone@example.org (several are separated by commas)");
        }

        return addresses;
    }

    public int WholeNumber(string key, int defaultValue, int minimum, int maximum)
    {
        var value = Find(key);
        if (value is null)
        {
            return defaultValue;
        }

        if (Contracts.Values.WholeNumber.TryParse(value, minimum, maximum, out var number))
        {
            return (int)number;
        }

        Reject(key, value, $"a whole number from {minimum} to {maximum}");
        return defaultValue;
    }

    /// <summary>A number from 0 to <paramref name="maximum"/>; null where it is not set.</summary>
    public decimal? Amount(string key, decimal maximum, string example)
    {
        var value = Find(key);
        if (value is null)
        {
            return null;
        }

        if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= maximum)
        {
            return amount;
        }

        Reject(key, value, $"a number from 0 to {maximum.ToString(CultureInfo.InvariantCulture)}, such as {example}");
        return null;
    }

    public bool Flag(string key, bool defaultValue)
    {
        var value = Find(key);
        if (value is null)
        {
            return defaultValue;
        }

        if (bool.TryParse(value, out var flag))
        {
            return flag;
        }

        Reject(key, value, "true or false");
        return defaultValue;
    }

    /// <summary>One of the given values; null where it is not set.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var value = Find(key);
        if (value is null)
        {
            return null;
        }

        if (choices.TryGetValue(value, out var choice))
        {
            return choice;
        }

        Reject(key, value, string.Join(" or ", choices.Keys));
        return null;
    }

    /// <summary>
    /// Reports context keys that are no setting, because they are probably typing errors. The CDK's own keys contain a colon or a slash.
    /// </summary>
    public void RejectUnknown()
    {
        foreach (var key in context.Keys.Where(key => !key.Contains(':') && !key.Contains('/') && !_known.Contains(key)).Order())
        {
            _errors.Add($"{key}: unknown setting. The settings are {string.Join(", ", _known.Order())}");
        }
    }

    /// <summary>Reports an error that concerns several settings.</summary>
    public void Reject(string error) => _errors.Add(error);

    /// <exception cref="InvalidSettingsException">There was an error.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new InvalidSettingsException(_errors);
        }
    }

    private string? Find(string key)
    {
        _known.Add(key);
        // Shells and workflows express an unset variable as an empty one.
        if (!context.TryGetValue(key, out var given))
        {
            return environment.GetValueOrDefault(EnvironmentName(key))?.Trim() is { Length: > 0 } variable ? variable : null;
        }

        var value = Convert.ToString(given, CultureInfo.InvariantCulture)!.Trim();
        if (value.Length > 0)
        {
            return value;
        }

        _errors.Add($"{key}: is empty. Omit it to use the default");
        return null;
    }

    private void Reject(string key, string value, string rule) => _errors.Add($"{key}: '{value}' is not {rule}");

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"^[^\s@,<>""]+@[^\s@,<>"".]+(\.[^\s@,<>"".]+)+$")]
    private static partial Regex Address();
}
