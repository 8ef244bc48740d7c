using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// Finds texts in JSONPath states that look like paths or intrinsic function calls, and that are texts nevertheless because of the name of
/// their field.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html</remarks>
internal static partial class DefinitionWarnings
{
    private static readonly string[] Templates = ["Parameters", "ResultSelector", "ItemSelector", "Assign"];

    // Fields without a template whose values can come from a path only under a name that ends in Path.
    private static readonly string[] Literals = ["Seconds", "Timestamp", "TimeoutSeconds", "HeartbeatSeconds", "MaxConcurrency", "Error", "Cause"];

    public static IReadOnlyList<DefinitionError> Find(JsonObject document)
    {
        var isJsonata = IsJsonata(document, false);
        var warnings = new List<DefinitionError>();
        foreach (var (pointer, state) in StateWalk.States(document).Where(found => !IsJsonata(found.State, isJsonata)))
        {
            foreach (var field in Templates)
            {
                AddDollars(state[field], FieldReader.Below(pointer, field), warnings);
            }

            AddPaths(state, Literals, pointer, warnings);
            AddChoices(state["Choices"], FieldReader.Below(pointer, "Choices"), warnings);
            if (state["Type"] is JsonString { Value: "Pass" } && Texts(state["Result"]).Any(LooksDynamic))
            {
                warnings.Add(
                    new DefinitionError(
                        FieldReader.Below(pointer, "Result"),
                        "The Result of a Pass state is static. Use Parameters for values from a path",
                        "PASS_RESULT_IS_STATIC"
                    )
                );
            }
        }

        return warnings;
    }

    private static bool IsJsonata(JsonObject fields, bool inherited) =>
        fields["QueryLanguage"] is JsonString { Value: var language } ? language == "JSONata" : inherited;

    private static void AddDollars(JsonValue? template, string pointer, List<DefinitionError> warnings)
    {
        switch (template)
        {
            case JsonObject fields:
                foreach (var (key, value) in fields)
                {
                    var at = FieldReader.Below(pointer, key);
                    if (value is JsonString { Value: var text } && !key.EndsWith(".$", StringComparison.Ordinal) && LooksDynamic(text))
                    {
                        warnings.Add(
                            new DefinitionError(at, $"The field '{key}' has the text '{text}'. For the value, name it '{key}.$'", "NO_DOLLAR")
                        );
                    }

                    AddDollars(value, at, warnings);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    AddDollars(items[i], FieldReader.Item(pointer, i), warnings);
                }

                break;
        }
    }

    private static void AddPaths(JsonObject fields, IEnumerable<string> keys, string pointer, List<DefinitionError> warnings)
    {
        foreach (var key in keys)
        {
            if (fields[key] is JsonString { Value: var text } && LooksLikePath(text))
            {
                warnings.Add(
                    new DefinitionError(
                        FieldReader.Below(pointer, key),
                        $"The field '{key}' has the text '{text}'. For the value, name it '{key}Path'",
                        "NO_PATH"
                    )
                );
            }
        }
    }

    private static void AddChoices(JsonValue? rules, string pointer, List<DefinitionError> warnings)
    {
        if (rules is not JsonArray entries)
        {
            return;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not JsonObject rule)
            {
                continue;
            }

            var at = FieldReader.Item(pointer, i);
            var comparisons = rule.Select(field => field.Key).Where(key => Comparison().IsMatch(key));
            AddPaths(rule, comparisons, at, warnings);
            AddChoices(rule["And"], FieldReader.Below(at, "And"), warnings);
            AddChoices(rule["Or"], FieldReader.Below(at, "Or"), warnings);
        }
    }

    private static IEnumerable<string> Texts(JsonValue? value) =>
        value switch
        {
            JsonString text => [text.Value],
            JsonArray items => items.SelectMany(Texts),
            JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
            _ => [],
        };

    private static bool LooksDynamic(string text) => LooksLikePath(text) || Function().IsMatch(text);

    private static bool LooksLikePath(string text) => Path().IsMatch(text);

    [GeneratedRegex(@"^\$(\$?([.\[].*)?)$", RegexOptions.NonBacktracking)]
    private static partial Regex Path();

    [GeneratedRegex(@"^States\.\w+\(.*\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Function();

    [GeneratedRegex("(Equals|LessThan|GreaterThan|Matches)$", RegexOptions.NonBacktracking)]
    private static partial Regex Comparison();
}
