using PromptToImage.Jsonata;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads and checks the JSONata expressions of fields: strings in <c>{%</c> and <c>%}</c>.</summary>
internal static class QueryFields
{
    private const string Start = "{%";
    private const string End = "%}";

    /// <summary>Reads a field whose value is an expression.</summary>
    /// <returns>Null where the value is not an expression, or where the expression has an error.</returns>
    public static QueryExpression? Expression(this FieldReader fields, string key)
    {
        if (fields.Raw(key) is not JsonString { Value: var text } || !IsExpression(text))
        {
            return null;
        }

        return Read(text, new Place(fields.At(key), fields.LocationOf(key)), StatesFields.None, fields.Errors);
    }

    /// <summary>Whether the value of a field is an expression, valid or not.</summary>
    public static bool HasExpression(this FieldReader fields, string key) =>
        fields.Language == QueryLanguage.Jsonata && fields.Raw(key) is JsonString text && IsExpression(text.Value);

    /// <summary>Reads a field that is any JSON value with expressions in it.</summary>
    /// <param name="allowed">The fields of <c>$states</c> that the expressions can use.</param>
    public static PayloadTemplate? QueryTemplate(this FieldReader fields, string key, StatesFields allowed) =>
        fields.Raw(key) is { } value ? Read(value, new Place(fields.At(key), fields.LocationOf(key)), allowed, fields.Errors) : null;

    private static bool IsExpression(string text) =>
        text.Length >= Start.Length + End.Length
        && text.StartsWith(Start, StringComparison.Ordinal)
        && text.EndsWith(End, StringComparison.Ordinal);

    private static PayloadTemplate Read(JsonValue value, Place place, StatesFields allowed, ErrorCollector errors)
    {
        switch (value)
        {
            case JsonString { Value: var text } when IsExpression(text):
                return Read(text, place, allowed, errors) is { } expression
                    ? new PayloadTemplate.Query(expression)
                    : new PayloadTemplate.Constant(value);
            case JsonObject o:
                var keys = new string[o.Count];
                var values = new PayloadTemplate[o.Count];
                for (var i = 0; i < keys.Length; i++)
                {
                    keys[i] = o.Keys[i];
                    values[i] = Read(o.Values[i], place.Below(keys[i]), allowed, errors);
                }

                return IsConstant(values) ? new PayloadTemplate.Constant(value) : new PayloadTemplate.Fields(keys, values);
            case JsonArray array:
                var items = new PayloadTemplate[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Read(array[i], place.Below(i), allowed, errors);
                }

                return IsConstant(items) ? new PayloadTemplate.Constant(value) : new PayloadTemplate.Items(items);
            default:
                return new PayloadTemplate.Constant(value);
        }
    }

    private static bool IsConstant(PayloadTemplate[] parts) => Array.TrueForAll(parts, part => part is PayloadTemplate.Constant);

    private static QueryExpression? Read(string text, Place place, StatesFields allowed, ErrorCollector errors)
    {
        try
        {
            var expression = JsonataExpression.Parse(text[Start.Length..^End.Length].Trim());
            Check(expression.References, place.Pointer, allowed, errors);
            return new QueryExpression(expression, place.Location);
        }
        catch (JsonataException e)
        {
            errors.Add(place.Pointer, e.Message, DefinitionError.InvalidExpression);
            return null;
        }
    }

    private static void Check(ExpressionReferences references, string pointer, StatesFields allowed, ErrorCollector errors)
    {
        // Expressions have no input: the state's input is $states.input.
        foreach (var name in references.ContextNames)
        {
            errors.Add(pointer, $"Reference to '{name}' at the top level is not supported.", DefinitionError.UnsupportedExpression);
        }

        foreach (var reference in references.Variables.Where(reference => reference.Name == StatesVariable.Name))
        {
            var missing = reference.Property switch
            {
                StatesVariable.Result when !allowed.HasFlag(StatesFields.Result) => "the fields 'Output' and 'Assign' of a state",
                StatesVariable.ErrorOutput when !allowed.HasFlag(StatesFields.ErrorOutput) =>
                    "the fields 'Output' and 'Assign' of a catcher",
                _ => null,
            };
            if (missing is not null)
            {
                errors.Add(
                    pointer,
                    $"Reference to '$states.{reference.Property}' is only supported in {missing}.",
                    DefinitionError.UnsupportedExpression
                );
            }
        }
    }

    /// <param name="Pointer">The place in the definition, for errors of the definition.</param>
    /// <param name="Location">The place in the state, for errors of an execution.</param>
    private readonly record struct Place(string Pointer, string Location)
    {
        public Place Below(string key) => new(FieldReader.Below(Pointer, key), $"{Location}/{key}");

        public Place Below(int index) =>
            new(FieldReader.Item(Pointer, index), FieldReader.Item(Location, index));
    }
}
