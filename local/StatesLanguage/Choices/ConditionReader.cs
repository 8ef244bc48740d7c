using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>Reads the condition of a choice rule.</summary>
internal static class ConditionReader
{
    /// <returns>Null where the rule has an error.</returns>
    public static Condition? Read(FieldReader rule) => rule.Language == QueryLanguage.Jsonata ? ReadQuery(rule) : ReadPaths(rule);

    private static Condition? ReadQuery(FieldReader rule)
    {
        if (rule.HasExpression("Condition"))
        {
            return rule.Expression("Condition") is { } expression ? new QueryCondition(expression) : null;
        }

        if (!rule.Has("Condition"))
        {
            rule.Errors.AddMissing(rule.Pointer, "Condition");
        }

        return rule.Flag("Condition") is { } holds ? new Condition.Constant(holds) : null;
    }

    private static Condition? ReadPaths(FieldReader rule)
    {
        if (rule.Has("And"))
        {
            return ReadAll(rule, "And") is { } all ? new Condition.All(all) : null;
        }

        if (rule.Has("Or"))
        {
            return ReadAll(rule, "Or") is { } any ? new Condition.Any(any) : null;
        }

        if (rule.Has("Not"))
        {
            return rule.Object("Not") is { } inner && ReadNested(inner) is { } negated ? new Condition.Not(negated) : null;
        }

        return ReadComparison(rule);
    }

    private static Condition? ReadNested(FieldReader rule)
    {
        rule.Has("Comment");
        var condition = ReadPaths(rule);
        foreach (var key in rule.Remaining().ToArray())
        {
            rule.Errors.Add(
                rule.At(key),
                key is "Next" or "Assign"
                    ? $"'{key}' is allowed only at the top of a choice rule"
                    : $"The field '{key}' is not supported in a choice rule"
            );
        }

        return condition;
    }

    private static Condition[]? ReadAll(FieldReader rule, string key)
    {
        var conditions = rule.Objects(key, mayBeEmpty: false).Select(ReadNested).ToArray();
        return conditions.Length > 0 && Array.TrueForAll(conditions, c => c is not null) ? [.. conditions.OfType<Condition>()] : null;
    }

    private static Comparison? ReadComparison(FieldReader rule)
    {
        var variable = rule.Has("Variable") ? rule.Path("Variable") : null;
        if (!rule.Has("Variable"))
        {
            rule.Errors.AddMissing(rule.Pointer, "Variable");
        }

        var operators = rule.Remaining().Where(k => ChoiceOperator.TryFind(k, out _, out _)).ToArray();
        foreach (var key in operators)
        {
            rule.Has(key);
        }

        if (operators.Length != 1)
        {
            rule.Errors.Add(
                rule.Pointer,
                operators.Length == 0
                    ? "A choice rule must have a comparison operator"
                    : $"A choice rule must have one comparison operator, not {string.Join(" and ", operators)}"
            );
            return null;
        }

        ChoiceOperator.TryFind(operators[0], out var comparison, out var byPath);
        if (byPath)
        {
            return rule.Path(operators[0]) is { } path && variable is not null ? new Comparison(variable, comparison!, null, path) : null;
        }

        var literal = rule.Raw(operators[0])!;
        if (TypeError(comparison!.Operand, literal) is { } error)
        {
            rule.Errors.Add(rule.At(operators[0]), error);
            return null;
        }

        return variable is null ? null : new Comparison(variable, comparison, literal, null);
    }

    private static string? TypeError(OperandKind operand, JsonValue literal) =>
        operand switch
        {
            OperandKind.Text => literal is JsonString ? null : "Expected value of type String",
            OperandKind.Number => literal is JsonNumber ? null : "Expected value of type Number",
            OperandKind.Boolean => literal.IsBoolean ? null : "Expected value of type Boolean",
            _ => Timestamp.TryRead(literal, out _) ? null : "Expected an ISO-8601 extended offset date-time format string",
        };
}
