using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// Reads the fields of one object of a definition. A wrong field is reported and read as absent, so that one pass finds
/// every error. A field that was not read is reported as unknown.
/// </summary>
internal sealed class FieldReader(JsonObject fields, string pointer, ErrorCollector errors)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Pointer { get; } = pointer;

    public ErrorCollector Errors { get; } = errors;

    public static string Below(string pointer, string key) =>
        pointer + "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public string At(string key) => Below(Pointer, key);

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
            Errors.Add(Pointer, $"The field '{key}' is missing");
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

    public JsonPath? Path(string key) => Text(key) is { } text ? Compile(key, text, JsonPath.Parse) : null;

    public DataPath DataPath(string key)
    {
        var value = Raw(key);
        if (value is null)
        {
            return Definition.DataPath.Everything;
        }

        if (value.IsNull)
        {
            return Definition.DataPath.Nothing;
        }

        return Path(key) is { } path ? new DataPath(path) : Definition.DataPath.Everything;
    }

    public ResultPath ResultPath(string key = "ResultPath")
    {
        var value = Raw(key);
        if (value is null)
        {
            return Definition.ResultPath.Replace;
        }

        if (value.IsNull)
        {
            return Definition.ResultPath.Discard;
        }

        var path = Text(key) is { } text ? Compile(key, text, JsonPath.ParseReference) : null;
        if (path is null)
        {
            return Definition.ResultPath.Replace;
        }

        if (path.Root == PathRoot.Input)
        {
            return new ResultPath(path);
        }

        Errors.Add(At(key), "The value must be a Reference Path that starts with $.");
        return Definition.ResultPath.Replace;
    }

    public PayloadTemplate? Template(string key) => Raw(key) is { } value ? TemplateReader.Read(value, At(key), Errors) : null;

    /// <summary>Assign: names of variables, to what they get.</summary>
    public PayloadTemplate? Assign()
    {
        if (Raw("Assign") is not { } value)
        {
            return null;
        }

        if (value is not JsonObject assigned)
        {
            Errors.Add(At("Assign"), "Expected value of type Object");
            return null;
        }
        foreach (var (key, _) in assigned)
        {
            var name = key.EndsWith(".$", StringComparison.Ordinal) ? key[..^2] : key;
            if (
                name == "states"
                || name.Length is 0 or > 80
                || !(char.IsLetter(name[0]) || name[0] == '_')
                || !name.All(c => char.IsLetterOrDigit(c) || c == '_')
            )
            {
                Errors.Add(
                    Below(At("Assign"), key),
                    $"'{name}' is no name for a variable: a letter, then letters, digits and underscores, at most 80, and not 'states'"
                );
            }
        }
        return TemplateReader.Read(value, At("Assign"), Errors);
    }

    public WholeNumber? Whole(string field, int least, int most)
    {
        var byPath = field + "Path";
        if (Has(field) && Has(byPath))
        {
            Errors.Add(Pointer, $"Only one of '{field}' and '{byPath}' may be there");
        }

        if (Integer(field, least, most) is { } literal)
        {
            return new WholeNumber(field, literal, null);
        }

        return Path(byPath) is { } path ? new WholeNumber(field, null, path) : null;
    }

    public IEnumerable<FieldReader> Objects(string key, bool required = false, bool mayBeEmpty = true)
    {
        var value = Raw(key);
        if (value is null)
        {
            if (required)
            {
                Errors.Add(Pointer, $"The field '{key}' is missing");
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
            var below = Below(At(key), i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (array[i] is JsonObject o)
            {
                yield return new FieldReader(o, below, Errors);
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
                return new FieldReader(o, At(key), Errors);
            case null:
                if (required)
                {
                    Errors.Add(Pointer, $"The field '{key}' is missing");
                }

                return null;
            default:
                Errors.Add(At(key), "Expected value of type Object");
                return null;
        }
    }

    /// <summary>For objects whose keys are names.</summary>
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

    /// <summary>JSONPath is the only query language here.</summary>
    public void CheckQueryLanguage()
    {
        var language = Text("QueryLanguage");
        if (language is null or "JSONPath")
        {
            return;
        }

        Errors.Add(
            At("QueryLanguage"),
            language == "JSONata"
                ? "QueryLanguage JSONata is not supported; only JSONPath is"
                : $"'{language}' is no QueryLanguage; only JSONPath is supported",
            DefinitionError.QueryLanguage
        );
    }

    public void RejectUnknown(string where)
    {
        foreach (var key in Remaining())
        {
            Errors.Add(At(key), $"The field '{key}' is not supported {where}");
        }
    }

    private JsonPath? Compile(string key, string text, Func<string, JsonPath> parse)
    {
        try
        {
            return parse(text);
        }
        catch (PathFormatException e)
        {
            Errors.Add(At(key), $"The value for the field '{key}' must be a valid JSONPath: {e.Message}");
            return null;
        }
    }
}
