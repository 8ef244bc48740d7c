using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Intrinsics;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Templates;

/// <summary>Compiles payload templates. The value of a key that ends in <c>.$</c> is a path or an intrinsic function call.</summary>
internal static class TemplateReader
{
    /// <param name="pointer">The place of the template, for error messages.</param>
    public static PayloadTemplate Read(JsonValue value, string pointer, ErrorCollector errors)
    {
        switch (value)
        {
            case JsonObject o:
                return ReadObject(o, pointer, errors);
            case JsonArray array:
                var items = new PayloadTemplate[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Read(array[i], FieldReader.Item(pointer, i), errors);
                }

                return Array.TrueForAll(items, i => i is PayloadTemplate.Constant)
                    ? new PayloadTemplate.Constant(value)
                    : new PayloadTemplate.Items(items);
            default:
                return new PayloadTemplate.Constant(value);
        }
    }

    /// <summary>Compiles a path or an intrinsic function call.</summary>
    /// <param name="field">The field that has the text, for error messages.</param>
    /// <exception cref="PathFormatException">The text is neither a path nor a call.</exception>
    public static PayloadTemplate ReadExpression(string field, string text)
    {
        if (text.StartsWith('$'))
        {
            return new PayloadTemplate.Path(field, JsonPath.Parse(text));
        }

        return new PayloadTemplate.Function(IntrinsicCall.Parse(text));
    }

    private static PayloadTemplate ReadObject(JsonObject o, string pointer, ErrorCollector errors)
    {
        var keys = new string[o.Count];
        var values = new PayloadTemplate[o.Count];
        var constant = true;
        for (var i = 0; i < keys.Length; i++)
        {
            var key = o.Keys[i];
            var below = FieldReader.Below(pointer, key);
            if (key.EndsWith(".$", StringComparison.Ordinal))
            {
                keys[i] = key[..^2];
                values[i] = ReadDynamic(key, o.Values[i], below, errors);
                constant = false;
            }
            else
            {
                keys[i] = key;
                values[i] = Read(o.Values[i], below, errors);
                constant &= values[i] is PayloadTemplate.Constant;
            }
        }

        var twice = keys.GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any());
        if (twice is not null)
        {
            errors.Add(pointer, $"The field '{twice.Key}' occurs twice, with and without .$");
            return new PayloadTemplate.Constant(o);
        }

        return constant ? new PayloadTemplate.Constant(o) : new PayloadTemplate.Fields(keys, values);
    }

    private static PayloadTemplate ReadDynamic(string key, JsonValue value, string pointer, ErrorCollector errors)
    {
        if (value is JsonString text)
        {
            try
            {
                return ReadExpression(key, text.Value);
            }
            catch (PathFormatException e)
            {
                errors.Add(
                    pointer,
                    $"The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call: {e.Message}"
                );
                return new PayloadTemplate.Constant(value);
            }
        }

        errors.Add(pointer, $"The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call");
        return new PayloadTemplate.Constant(value);
    }
}
