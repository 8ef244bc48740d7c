using System.Diagnostics.CodeAnalysis;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>A comparison operator of choice rules.</summary>
/// <param name="Name">The name in a definition, without Path at the end.</param>
/// <param name="Operand">The type of a literal on the right side.</param>
/// <param name="Symbol">The operator in labels, for example <c>==</c>; empty where labels use the noun.</param>
/// <param name="Noun">The kind of value in labels, for example <c>a number</c>.</param>
/// <param name="AcceptsMissing">Whether the operator also compares a path without a value. For others that is an error.</param>
/// <param name="HasPathForm">Whether the right side can be a path: the name then ends in Path.</param>
/// <param name="Holds">Compares the left side (null without a value) with the right side.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html</remarks>
internal sealed record ChoiceOperator(
    string Name,
    OperandKind Operand,
    string Symbol,
    string Noun,
    bool AcceptsMissing,
    bool HasPathForm,
    Func<JsonValue?, JsonValue, bool> Holds
)
{
    private static readonly Dictionary<string, ChoiceOperator> ByName = Build().ToDictionary(o => o.Name, StringComparer.Ordinal);

    /// <param name="name">The name in the definition, with or without Path at the end.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out ChoiceOperator? comparison, out bool byPath)
    {
        byPath = false;
        if (ByName.TryGetValue(name, out comparison))
        {
            return true;
        }

        byPath = name.EndsWith("Path", StringComparison.Ordinal);
        return byPath && ByName.TryGetValue(name[..^4], out comparison) && comparison.HasPathForm;
    }

    private static IEnumerable<ChoiceOperator> Build()
    {
        (string Suffix, string Symbol, Func<int, bool> Of)[] orders =
        [
            ("Equals", "==", o => o == 0),
            ("LessThan", "<", o => o < 0),
            ("GreaterThan", ">", o => o > 0),
            ("LessThanEquals", "<=", o => o <= 0),
            ("GreaterThanEquals", ">=", o => o >= 0),
        ];
        foreach (var (suffix, symbol, of) in orders)
        {
            yield return Ordered(
                "String" + suffix,
                OperandKind.Text,
                symbol,
                (a, b) => a is JsonString s && b is JsonString t && of(string.CompareOrdinal(s.Value, t.Value))
            );
            yield return Ordered(
                "Numeric" + suffix,
                OperandKind.Number,
                symbol,
                (a, b) => a is JsonNumber m && b is JsonNumber n && of(m.Double.CompareTo(n.Double))
            );
            yield return Ordered(
                "Timestamp" + suffix,
                OperandKind.Timestamp,
                symbol,
                (a, b) => Timestamp.TryRead(a, out var s) && Timestamp.TryRead(b, out var t) && of(s.CompareTo(t))
            );
        }

        yield return Ordered(
            "BooleanEquals",
            OperandKind.Boolean,
            "==",
            (a, b) => a is { IsBoolean: true } && b.IsBoolean && a.Kind == b.Kind
        );
        yield return new(
            "StringMatches",
            OperandKind.Text,
            "~",
            "",
            false,
            false,
            (a, b) => a is JsonString s && Wildcard.Matches(s.Value, ((JsonString)b).Value)
        );
        yield return Type("IsNull", "null", v => v.IsNull);
        yield return Type("IsNumeric", "a number", v => v.Kind == JsonKind.Number);
        yield return Type("IsString", "a string", v => v.Kind == JsonKind.String);
        yield return Type("IsBoolean", "a boolean", v => v.IsBoolean);
        yield return Type("IsTimestamp", "a timestamp", v => Timestamp.TryRead(v, out _));
        yield return new(
            "IsPresent",
            OperandKind.Boolean,
            "",
            "present",
            true,
            false,
            (a, b) => (a is not null) == (b.Kind == JsonKind.True)
        );
    }

    private static ChoiceOperator Ordered(string name, OperandKind operand, string symbol, Func<JsonValue?, JsonValue, bool> holds) =>
        new(name, operand, symbol, "", false, true, holds);

    private static ChoiceOperator Type(string name, string noun, Func<JsonValue, bool> isOne) =>
        new(name, OperandKind.Boolean, "", noun, false, false, (a, b) => isOne(a!) == (b.Kind == JsonKind.True));
}
