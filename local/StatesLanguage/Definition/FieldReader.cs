using System.Globalization;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// Reads the fields of one object of a definition by their JSON types. A wrong field is an error and counts as absent, so
/// that one pass finds every error. A field that nothing has read is unknown.
/// </summary>
/// <param name="location">The place in the state, for errors of an execution; empty for a state and outside states.</param>
internal sealed class FieldReader(JsonObject fields, string pointer, ErrorCollector errors, string location = "")
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Pointer { get; } = pointer;

    public ErrorCollector Errors { get; } = errors;

    /// <summary>The query language of the fields.</summary>
    public QueryLanguage Language { get; set; }

    /// <summary>The place of a property.</summary>
    public static string Below(string pointer, string key) =>
        pointer + "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The place of an item of an array.</summary>
    public static string Item(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}[{index}]");

    /// <summary>The place of a field.</summary>
    public string At(string key) => Below(Pointer, key);

    /// <summary>The place of a field in the state, for example <c>Catch[0]/Output</c>.</summary>
    public string LocationOf(string key) => location.Length == 0 ? key : $"{location}/{key}";

    public bool Has(string key)
    {
        _known.Add(key);
        return fields.TryGet(key, out _);
    }

    public JsonValue? Raw(string key)
    {
        _known.Add(key);
        return fields.TryGet(key, out var value) ? value : null;
    }

    public string? Text(string key)
    {
        var value = Raw(key);
        if (value is null)
        {
            return null;
        }

        if (value is JsonString s)
        {
            return s.Value;
        }

        Errors.Add(At(key), "Expected value of type String");
        return null;
    }

    public string? RequiredText(string key)
    {
        if (!Has(key))
        {
            Errors.AddMissing(Pointer, key);
        }

        return Text(key);
    }

    public bool? Flag(string key)
    {
        var value = Raw(key);
        if (value is null)
        {
            return null;
        }

        if (value.IsBoolean)
        {
            return value.Kind == JsonKind.True;
        }

        Errors.Add(At(key), "Expected value of type Boolean");
        return null;
    }

    public double? Number(string key, double least, double most)
    {
        var value = Raw(key);
        if (value is null)
        {
            return null;
        }

        if (value is not JsonNumber number)
        {
            Errors.Add(At(key), "Expected value of type Number");
            return null;
        }

        if (number.Double >= least && number.Double <= most)
        {
            return number.Double;
        }

        Errors.Add(At(key), FormattableString.Invariant($"The value {number.ToJson()} is not between {least} and {most}"));
        return null;
    }

    public int? Integer(string key, int least, int most)
    {
        var value = Raw(key);
        if (value is null)
        {
            return null;
        }

        if (value is not JsonNumber { Whole: { } whole })
        {
            Errors.Add(At(key), "Expected value of type Integer");
            return null;
        }

        if (whole >= least && whole <= most)
        {
            return (int)whole;
        }

        Errors.Add(At(key), FormattableString.Invariant($"The value {whole} is not between {least} and {most}"));
        return null;
    }

    public IEnumerable<FieldReader> Objects(string key, bool required = false, bool mayBeEmpty = true)
    {
        var value = Raw(key);
        if (value is null)
        {
            if (required)
            {
                Errors.AddMissing(Pointer, key);
            }

            yield break;
        }

        if (value is not JsonArray array)
        {
            Errors.Add(At(key), "Expected value of type Array");
            yield break;
        }

        if (array.Count == 0 && !mayBeEmpty)
        {
            Errors.Add(At(key), "The array must not be empty");
        }

        for (var i = 0; i < array.Count; i++)
        {
            var below = Item(At(key), i);
            if (array[i] is JsonObject o)
            {
                var inState = string.Create(CultureInfo.InvariantCulture, $"{LocationOf(key)}[{i}]");
                yield return new FieldReader(o, below, Errors, inState) { Language = Language };
            }
            else
            {
                Errors.Add(below, "Expected value of type Object");
            }
        }
    }

    public FieldReader? Object(string key, bool required = false)
    {
        var value = Raw(key);
        switch (value)
        {
            case JsonObject o:
                return new FieldReader(o, At(key), Errors, LocationOf(key)) { Language = Language };
            case null:
                if (required)
                {
                    Errors.AddMissing(Pointer, key);
                }

                return null;
            default:
                Errors.Add(At(key), "Expected value of type Object");
                return null;
        }
    }

    /// <summary>The properties of an object whose keys are names, for example States.</summary>
    public IEnumerable<(string Key, FieldReader Fields)> Named()
    {
        foreach (var (key, value) in fields)
        {
            if (value is JsonObject o)
            {
                yield return (key, new FieldReader(o, At(key), Errors));
            }
            else
            {
                Errors.Add(At(key), "Expected value of type Object");
            }
        }
    }

    public int Count => fields.Count;

    /// <summary>The fields that were not read.</summary>
    public IEnumerable<string> Remaining() => fields.Select(f => f.Key).Where(k => !_known.Contains(k));

    /// <summary>Adds an error for each field that was not read.</summary>
    /// <param name="where">The kind of the object, for the message.</param>
    public void RejectUnknown(string where)
    {
        foreach (var key in Remaining())
        {
            if (QueryLanguages.BelongsToOther(Language, key))
            {
                var other = Language == QueryLanguage.Jsonata ? QueryLanguage.JsonPath : QueryLanguage.Jsonata;
                Errors.Add(
                    Pointer,
                    $"The QueryLanguage is set to '{QueryLanguages.NameOf(Language)}', but field '{key}' is only supported for the "
                        + $"'{QueryLanguages.NameOf(other)}' QueryLanguage"
                );
            }
            else
            {
                Errors.Add(At(key), $"The field '{key}' is not supported {where}");
            }
        }
    }
}

/// <summary>Collects the errors of a definition.</summary>
internal sealed class ErrorCollector
{
    private readonly List<DefinitionError> _errors = [];
    private readonly Dictionary<string, (int Index, List<string> Fields)> _missing = new(StringComparer.Ordinal);

    public IReadOnlyList<DefinitionError> Errors => _errors;

    public bool Any => _errors.Count > 0;

    public void Add(string pointer, string message, string code = DefinitionError.Schema) =>
        _errors.Add(new DefinitionError(pointer, message, code));

    /// <summary>Adds a field that an object must have. All fields that one object misses are one error.</summary>
    public void AddMissing(string pointer, string field)
    {
        if (!_missing.TryGetValue(pointer, out var missing))
        {
            missing = (_errors.Count, []);
            _missing.Add(pointer, missing);
            Add(pointer, "");
        }

        missing.Fields.Add(field);
        var fields = string.Join(", ", missing.Fields.OrderBy(JavaSetOrder.Bucket));
        _errors[missing.Index] = new DefinitionError(pointer, $"These fields are required: [{fields}]");
    }
}
