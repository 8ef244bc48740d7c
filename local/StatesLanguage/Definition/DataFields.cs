using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads the fields that have a meaning of their own in the States Language: paths, templates and variables.</summary>
internal static class DataFields
{
    public static JsonPath? Path(this FieldReader fields, string key) =>
        fields.Text(key) is { } text ? Compile(fields, key, text, JsonPath.Parse) : null;

    /// <summary>Reads a path. In JSONata the field stays unknown.</summary>
    public static JsonPath? JsonPathOnly(this FieldReader fields, string key) =>
        fields.Language == QueryLanguage.JsonPath ? fields.Path(key) : null;

    public static DataPath DataPath(this FieldReader fields, string key)
    {
        var value = fields.Raw(key);
        if (value is null)
        {
            return Definition.DataPath.Everything;
        }

        if (value.IsNull)
        {
            return Definition.DataPath.Nothing;
        }

        return fields.Path(key) is { } path ? new DataPath(path) : Definition.DataPath.Everything;
    }

    public static ResultPath ResultPath(this FieldReader fields)
    {
        const string Key = "ResultPath";
        var value = fields.Raw(Key);
        if (value is null)
        {
            return Definition.ResultPath.Replace;
        }

        if (value.IsNull)
        {
            return Definition.ResultPath.Discard;
        }

        var path = fields.Text(Key) is { } text ? Compile(fields, Key, text, JsonPath.ParseReference) : null;
        if (path is null)
        {
            return Definition.ResultPath.Replace;
        }

        if (path.Root == PathRoot.Input)
        {
            return new ResultPath(path);
        }

        fields.Errors.Add(fields.At(Key), "The value must be a Reference Path that starts with $.");
        return Definition.ResultPath.Replace;
    }

    /// <param name="allowed">The fields of <c>$states</c> that expressions can use.</param>
    public static PayloadTemplate? Template(this FieldReader fields, string key, StatesFields allowed = StatesFields.None) =>
        fields.Language == QueryLanguage.Jsonata ? fields.QueryTemplate(key, allowed)
        : fields.Raw(key) is { } value ? TemplateReader.Read(value, fields.At(key), fields.Errors)
        : null;

    /// <summary>Reads Assign: the names of variables and a template for the value of each.</summary>
    /// <param name="allowed">The fields of <c>$states</c> that expressions can use.</param>
    public static PayloadTemplate? Assign(this FieldReader fields, StatesFields allowed)
    {
        if (fields.Raw("Assign") is not { } value)
        {
            return null;
        }

        if (value is not JsonObject assigned)
        {
            fields.Errors.Add(fields.At("Assign"), "Expected value of type Object");
            return null;
        }

        foreach (var (key, _) in assigned)
        {
            var isPath = fields.Language == QueryLanguage.JsonPath && key.EndsWith(".$", StringComparison.Ordinal);
            var name = isPath ? key[..^2] : key;
            if (
                name == "states"
                || name.Length is 0 or > 80
                || !(char.IsLetter(name[0]) || name[0] == '_')
                || !name.All(c => char.IsLetterOrDigit(c) || c == '_')
            )
            {
                fields.Errors.Add(
                    FieldReader.Below(fields.At("Assign"), key),
                    $"'{name}' is not a variable name. A name has at most 80 letters, digits and underscores. It does not start "
                        + "with a digit and is not 'states'"
                );
            }
        }

        return fields.Template("Assign", allowed);
    }

    /// <summary>Reads a whole number: a literal, an expression, or the field with Path at the end of its name.</summary>
    public static WholeNumberField? Whole(this FieldReader fields, string field, int least, int most)
    {
        if (fields.HasExpression(field))
        {
            return new WholeNumberField(field, null, null, fields.Expression(field));
        }

        var byPath = field + "Path";
        if (fields.Language == QueryLanguage.JsonPath && fields.Has(field) && fields.Has(byPath))
        {
            fields.Errors.Add(fields.Pointer, $"Only one of '{field}' and '{byPath}' is allowed");
        }

        if (fields.Integer(field, least, most) is { } literal)
        {
            return new WholeNumberField(field, literal, null, null);
        }

        return fields.JsonPathOnly(byPath) is { } path ? new WholeNumberField(field, null, path, null) : null;
    }

    private static JsonPath? Compile(FieldReader fields, string key, string text, Func<string, JsonPath> parse)
    {
        try
        {
            return parse(text);
        }
        catch (PathFormatException e)
        {
            fields.Errors.Add(fields.At(key), $"The value for the field '{key}' must be a valid JSONPath: {e.Message}");
            return null;
        }
    }
}
