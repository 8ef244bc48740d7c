using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>
/// Reads the members of a request and collects all violated constraints, with the messages that AWS's services share. Call
/// <see cref="Check"/> after the last member.
/// </summary>
internal sealed class StatesRequest(JsonElement body)
{
    private const int DefaultPageSize = 100;
    private const int MaxPageSize = 1000;

    private readonly List<string> _errors = [];

    /// <summary>Whether the member is present and not null.</summary>
    public bool Has(string name) => body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Required(string name, int maxLength = int.MaxValue)
    {
        if (Optional(name, maxLength) is { } value)
        {
            return value;
        }

        if (!Has(name))
        {
            AddError(name, "null", "Member must not be null");
        }

        return "";
    }

    /// <summary>Reads a string of 1 to <paramref name="maxLength"/> characters; null if it is absent.</summary>
    public string? Optional(string name, int maxLength = int.MaxValue)
    {
        var value = Text(name);
        if (value is { Length: 0 })
        {
            AddError(name, "''", "Member must have length greater than or equal to 1");
        }
        else if (value?.Length > maxLength)
        {
            AddError(name, $"'{value}'", $"Member must have length less than or equal to {maxLength}");
        }

        return value;
    }

    /// <summary>
    /// Reads a string that can be confidential: the error does not contain its value. <paramref name="maxBytes"/> counts UTF-8.
    /// </summary>
    public string? Sensitive(string name, int maxBytes)
    {
        var value = Text(name);
        if (value is not null && Encoding.UTF8.GetByteCount(value) > maxBytes)
        {
            _errors.Add($"Value at '{name}' failed to satisfy constraint: Member must have length less than or equal to {maxBytes}");
        }

        return value;
    }

    public int RequiredNumber(string name)
    {
        if (Number(name, int.MinValue, int.MaxValue) is { } value)
        {
            return value;
        }

        AddError(name, "null", "Member must not be null");
        return 0;
    }

    /// <summary>Reads the page size of a list, <c>maxResults</c>: 0 and absent select 100.</summary>
    public int PageSize() => Number("maxResults", 0, MaxPageSize) is { } size and > 0 ? size : DefaultPageSize;

    public int? Number(string name, int min, int max)
    {
        if (!Has(name))
        {
            return null;
        }

        var element = body.GetProperty(name);
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var value))
        {
            throw NotA(name, "Integer");
        }

        var text = value.ToString(CultureInfo.InvariantCulture);
        if (value < min)
        {
            AddError(name, $"'{text}'", $"Member must have value greater than or equal to {min}");
        }
        else if (value > max)
        {
            AddError(name, $"'{text}'", $"Member must have value less than or equal to {max}");
        }

        return value;
    }

    public bool? Flag(string name) =>
        !Has(name)
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
            AddError(name, $"'{value}'", $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
        }

        return value;
    }

    public JsonElement? Object(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var element = body.GetProperty(name);
        return element.ValueKind == JsonValueKind.Object ? element : throw NotA(name, "Structure");
    }

    public IEnumerable<JsonElement> List(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        var element = body.GetProperty(name);
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw NotA(name, "List");
    }

    /// <exception cref="AwsException">ValidationException with all violated constraints.</exception>
    public void Check()
    {
        if (_errors.Count == 0)
        {
            return;
        }

        var noun = _errors.Count == 1 ? "error" : "errors";
        throw StatesErrors.Validation($"{_errors.Count} validation {noun} detected: {string.Join("; ", _errors)}");
    }

    private string? Text(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var element = body.GetProperty(name);
        return element.ValueKind == JsonValueKind.String ? element.GetString() : throw NotA(name, "String");
    }

    private void AddError(string name, string value, string constraint) =>
        _errors.Add($"Value {value} at '{name}' failed to satisfy constraint: {constraint}");

    private static AwsException NotA(string name, string type) =>
        new("SerializationException", $"The member '{name}' is not of type {type}.");
}
