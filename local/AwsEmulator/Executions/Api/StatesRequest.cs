using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>
/// Reads the members of a request and gathers what breaks their constraints, all of it, in the words that
/// AWS's services share. Call <see cref="Check"/> when all members are read.
/// </summary>
internal sealed class StatesRequest(JsonElement body)
{
    private readonly List<string> _faults = [];

    public string Required(string name, int maxLength = int.MaxValue)
    {
        if (Optional(name, maxLength) is { } value)
        {
            return value;
        }

        if (!IsPresent(name))
        {
            Fault(name, "null", "Member must not be null");
        }

        return "";
    }

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters.</summary>
    public string? Optional(string name, int maxLength = int.MaxValue)
    {
        var value = Text(name);
        if (value is { Length: 0 })
        {
            Fault(name, "''", "Member must have length greater than or equal to 1");
        }
        else if (value?.Length > maxLength)
        {
            Fault(name, $"'{value}'", $"Member must have length less than or equal to {maxLength}");
        }

        return value;
    }

    /// <summary>
    /// A text that may be confidential: its value is not repeated in a fault. <paramref name="maxBytes"/> counts UTF-8.
    /// </summary>
    public string? Sensitive(string name, int maxBytes)
    {
        var value = Text(name);
        if (value is not null && Encoding.UTF8.GetByteCount(value) > maxBytes)
        {
            _faults.Add($"Value at '{name}' failed to satisfy constraint: Member must have length less than or equal to {maxBytes}");
        }

        return value;
    }

    public int? Number(string name, int min, int max)
    {
        if (!IsPresent(name))
        {
            return null;
        }

        var element = body.GetProperty(name);
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var value))
        {
            throw NotA(name, "Integer");
        }

        var shown = value.ToString(CultureInfo.InvariantCulture);
        if (value < min)
        {
            Fault(name, $"'{shown}'", $"Member must have value greater than or equal to {min}");
        }
        else if (value > max)
        {
            Fault(name, $"'{shown}'", $"Member must have value less than or equal to {max}");
        }

        return value;
    }

    public bool? Flag(string name) =>
        !IsPresent(name)
            ? null
            : body.GetProperty(name).ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw NotA(name, "Boolean"),
            };

    public string? OneOf(string name, params string[] values)
    {
        var value = Text(name);
        if (value is not null && !values.Contains(value, StringComparer.Ordinal))
        {
            Fault(name, $"'{value}'", $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
        }

        return value;
    }

    public JsonElement? Object(string name)
    {
        if (!IsPresent(name))
        {
            return null;
        }

        var element = body.GetProperty(name);
        return element.ValueKind == JsonValueKind.Object ? element : throw NotA(name, "Structure");
    }

    public IEnumerable<JsonElement> List(string name)
    {
        if (!IsPresent(name))
        {
            return [];
        }

        var element = body.GetProperty(name);
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw NotA(name, "List");
    }

    /// <exception cref="AwsException">ValidationException with every fault found.</exception>
    public void Check()
    {
        if (_faults.Count == 0)
        {
            return;
        }

        var errors = _faults.Count == 1 ? "error" : "errors";
        throw StatesErrors.Validation($"{_faults.Count} validation {errors} detected: {string.Join("; ", _faults)}");
    }

    private bool IsPresent(string name) => body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private string? Text(string name)
    {
        if (!IsPresent(name))
        {
            return null;
        }

        var element = body.GetProperty(name);
        return element.ValueKind == JsonValueKind.String ? element.GetString() : throw NotA(name, "String");
    }

    private void Fault(string name, string value, string constraint) =>
        _faults.Add($"Value {value} at '{name}' failed to satisfy constraint: {constraint}");

    private static AwsException NotA(string name, string type) =>
        new("SerializationException", $"The member '{name}' is not of type {type}.");
}
