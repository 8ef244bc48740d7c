using PromptToImage.Jsonata.Json;
using PromptToImage.Tests.Fuzzing;

namespace PromptToImage.Jsonata.Tests.Fuzzing;

/// <summary>Whatever the text, parsing and evaluating it end with a value or with a <see cref="JsonataException"/>.</summary>
public sealed class MutationFuzzTests
{
    private static readonly string[] Expressions =
    [
        "account.orders[total > 10 and id in ['o1', 'o2']].{'id': id, 'total': $sum(products.(price * quantity))}",
        "account.orders@$o#$i.products[%.id = 'o1']^(>price, name).{'i': $i, 'o': $o.id, 'name': name}",
        "account.orders.products{name: $count(tags), 'all': [**.price, *]}[]",
        "account ~> |orders[0]|{'total': total + 1, 'new': $.id}, ['id', 'x']|",
        "($f := function($n, $a)<n-n?:n> { $n <= 1 ? $a : $f($n - 1, $a * $n) }; $map([1..5, 7], $f(?, 1)))",
        "`first name` & ': ' & $join($split($uppercase(' a-b_c '), /[-_]/i, 2) ~> $map($trim), ', ')",
        "$match('2026-01-02 abab', /(?<year>\\d{4})-(?:\\d+)|(a)(b)\\2?(?=b)|[^\\w\\s]+?$/m).[match, start, groups, $count(next())]",
        "$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1 $$', 1) & $replace('abc', /b|c/, function($m) { $m.match & $m.start })",
        "[$formatNumber(-1234.567, '#,##0.00;(0.0e0)'), $formatInteger(1999, 'I;o'), $formatInteger(123, 'Ww'), $parseInteger('twelve', 'w')]",
        "[$fromMillis(1510067557121, '[FNn], [D1o] [MNn,*-3] [Y0001] [h#1]:[m01][P] [Z]', '+0530'), $toMillis('11/07/2017', '[M01]/[D01]/[Y]')]",
        "$reduce($sort([3, -1.5e3, 2], function($l, $r) { $l > $r }), function($a, $b, $i) { $a + $b % $i }) ~> $string() ~> $number",
        "$merge([$spread({'a': null, 'b': [true, false]}), $sift($, function($v, $k) { $k != 'a' })]) ~> $each(function($v, $k) { $type($v) & $k })",
        "/* comment */ $base64decode($base64encode('é😀')) & $pad($formatBase(255, 16), -8, '#') & '\\u00e9\\n' & $string({'a': [$sum, 1]}, true)",
    ];

    private static readonly string[] Pieces =
    [
        "..",
        "~>",
        ":=",
        "**",
        "%",
        "^(",
        "|",
        "#$i",
        "@$v",
        "[]",
        "/a*/",
        "(?:",
        "{2,}",
        "\\b",
        "function($x) {",
        "$f(?)",
        "$string(",
        "$sum",
        " and ",
        " in ",
        "?:",
        "/*",
        "*/",
        "`",
        "[Y,2-4]",
        "#,##0",
        ";o",
    ];

    private static readonly JsonValue Input = JsonValue.Parse(
        """{"account": {"orders": [{"id": "o1", "total": 20, "products": [{"name": "hat", "price": 10, "quantity": 2, "tags": ["red"]}, {"name": "coat", "price": 1.5, "quantity": 1}]}, {"id": "o2", "total": 5, "products": []}]}, "first name": "Ann", "a": null}"""
    );

    private static readonly EvaluationSettings Settings = Evaluations.Settings with { MaxDepth = 200, MaxSteps = 20_000 };

    [Fact]
    public void Expressions_are_parsed_or_rejected_and_what_is_parsed_gives_a_value_or_an_error() =>
        FuzzRun.Of(
            1,
            5_000,
            round =>
            {
                var mutations = new Mutations(round.Seed, Pieces);
                var evaluated = 0;
                for (var i = 0; i < round.Inputs; i++)
                {
                    var text = mutations.Of(Expressions[mutations.Next(Expressions.Length)]);
                    round.Try(text, () => evaluated += Evaluate(text) ? 1 : 0);
                }

                Assert.True(evaluated > round.Inputs / 20, $"only {evaluated} of the changed expressions had a result");
            }
        );

    /// <returns>Whether the evaluation ended without an error.</returns>
    private static bool Evaluate(string text)
    {
        try
        {
            var result = JsonataExpression.Parse(text).Evaluate(Input, Settings);
            Assert.Equal(result, result is null ? null : JsonValue.Parse(result.ToJson()));
            return true;
        }
        catch (JsonataException error)
        {
            Assert.Matches("^[SDTU][0-9]{4}$", error.Code);
            Assert.NotEmpty(error.Message);
            Assert.InRange(error.Position ?? 0, 0, int.MaxValue);
            return false;
        }
    }
}
