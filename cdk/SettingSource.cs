using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.Cdk;

/// <summary>
/// Reads settings by name: from the CDK's context (<c>-c key=value</c> or <c>cdk.json</c>), else from the environment
/// (<c>alertEmail</c> is <c>ALERT_EMAIL</c> there), else the default. Notes every fault and goes on, so that all of
/// them are told at once.
/// </summary>
public sealed partial class SettingSource(IReadOnlyDictionary<string, object?> context, IReadOnlyDictionary<string, string> environment)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The environment variable that stands for a context key.</summary>
    public static string EnvironmentName(string key) => WordStart().Replace(key, "_$0").ToUpperInvariant();

    /// <summary>Text that matches all of <paramref name="pattern"/>; null when it is not given.</summary>
    public string? Text(string key, Regex pattern, string rule)
    {
        var value = Find(key);
        if (value is not null && !pattern.IsMatch(value))
        {
            Refuse(key, value, rule);
            return null;
        }

        return value;
    }

    /// <summary>Addresses, separated by commas; empty when it is not given.</summary>
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
            Refuse(key, address, "an e-mail address such as someone@example.org (several are separated by commas)");
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

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Refuse(key, value, $"a whole number from {minimum} to {maximum}");
        return defaultValue;
    }

    public decimal? Amount(string key, decimal maximum)
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

        Refuse(key, value, $"a number from 0 to {maximum.ToString(CultureInfo.InvariantCulture)}, such as 0.04");
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

        Refuse(key, value, "true or false");
        return defaultValue;
    }

    /// <summary>One of the named values; null when it is not given.</summary>
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

        Refuse(key, value, string.Join(" or ", choices.Keys));
        return null;
    }

    /// <summary>
    /// A key in the context that no setting is read from is a slip of the pen that would go unnoticed. The CDK's own
    /// keys have a colon or a slash in them.
    /// </summary>
    public void RefuseUnknown()
    {
        foreach (var key in context.Keys.Where(key => !key.Contains(':') && !key.Contains('/') && !_known.Contains(key)).Order())
        {
            _faults.Add($"{key}: no such setting; there are {string.Join(", ", _known.Order())}");
        }
    }

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidSettingsException(_faults);
        }
    }

    private string? Find(string key)
    {
        _known.Add(key);
        // A variable that is set to nothing is how shells and workflows say that it is not set.
        if (!context.TryGetValue(key, out var given))
        {
            return environment.GetValueOrDefault(EnvironmentName(key))?.Trim() is { Length: > 0 } variable ? variable : null;
        }

        var value = Convert.ToString(given, CultureInfo.InvariantCulture)!.Trim();
        if (value.Length > 0)
        {
            return value;
        }

        _faults.Add($"{key}: given, but empty; leave it out for its default");
        return null;
    }

    private void Refuse(string key, string value, string rule) => _faults.Add($"{key}: '{value}' is not {rule}");

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"^[^\s@,<>""]+@[^\s@,<>"".]+(\.[^\s@,<>"".]+)+$")]
    private static partial Regex Address();
}
