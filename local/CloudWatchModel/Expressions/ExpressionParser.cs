using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptToImage.CloudWatchModel.Expressions;

/// <summary>Parses an expression into a function of the results of its metrics.</summary>
internal sealed partial class ExpressionParser
{
    // The limit of API_MetricDataQuery, which also limits the depth of the recursion.
    private const int LongestExpression = 2048;

    // From the operators that bind least. Power is right-associative and parsed on its own.
    private static readonly Dictionary<string, Func<double, double, double?>>[] Levels =
    [
        new() { ["OR"] = Or, ["||"] = Or },
        new() { ["AND"] = And, ["&&"] = And },
        new()
        {
            ["=="] = (a, b) => Number(a == b),
            ["!="] = (a, b) => Number(a != b),
            ["<="] = (a, b) => Number(a <= b),
            [">="] = (a, b) => Number(a >= b),
            ["<"] = (a, b) => Number(a < b),
            [">"] = (a, b) => Number(a > b),
        },
        new() { ["+"] = (a, b) => a + b, ["-"] = (a, b) => a - b },
        // A datapoint that would be divided by zero is dropped.
        new() { ["*"] = (a, b) => a * b, ["/"] = (a, b) => b == 0 ? null : a / b },
    ];

    private readonly IReadOnlyCollection<string> _ids;
    private readonly List<string> _tokens;
    private int _next;

    public ExpressionParser(string text, IReadOnlyCollection<string> ids)
    {
        _ids = ids;
        if (text.Length > LongestExpression)
        {
            throw new InvalidAlarmException($"it has more than {LongestExpression} characters");
        }

        _tokens = [.. Token().Matches(text).Select(match => match.Value.Trim()).Where(token => token.Length > 0)];
    }

    public Func<IReadOnlyDictionary<string, double?[]>, MathValue> Parse()
    {
        var expression = Operation(0);
        return _next == _tokens.Count ? expression : throw Unexpected();
    }

    private Func<IReadOnlyDictionary<string, double?[]>, MathValue> Operation(int level)
    {
        if (level == Levels.Length)
        {
            return Power();
        }

        var left = Operation(level + 1);
        while (_next < _tokens.Count && Levels[level].TryGetValue(_tokens[_next], out var function))
        {
            _next++;
            var (first, second) = (left, Operation(level + 1));
            left = results => MathValue.Combine(first(results), second(results), function);
        }

        return left;
    }

    private Func<IReadOnlyDictionary<string, double?[]>, MathValue> Power()
    {
        if (Take("-"))
        {
            var operand = Power();
            return results => operand(results).Map(value => -value);
        }

        var value = Primary();
        if (!Take("^"))
        {
            return value;
        }

        var exponent = Power();
        return results => MathValue.Combine(value(results), exponent(results), (a, b) => Math.Pow(a, b));
    }

    private Func<IReadOnlyDictionary<string, double?[]>, MathValue> Primary()
    {
        if (_next == _tokens.Count)
        {
            throw new InvalidAlarmException("it ends too early");
        }

        var token = _tokens[_next++];
        switch (token[0])
        {
            case '(':
                var inner = Operation(0);
                Require(")");
                return inner;
            case '[':
                return Array(List("]"));
            case >= '0' and <= '9':
            case '.' when token.Length > 1:
                var number = double.Parse(token, CultureInfo.InvariantCulture);
                return _ => new MathValue.Scalar(number);
            case >= 'a' and <= 'z' when _ids.Contains(token):
                return results => new MathValue.Series(results[token]);
            case >= 'A' and <= 'Z' when Take("("):
                return Call(token, List(")"));
            case 'R' when token == MathFunctions.Repeat:
                return _ => new MathValue.Scalar(double.NaN);
            case >= 'a' and <= 'z':
                throw new InvalidAlarmException($"no metric or expression before it has the id {token}");
            default:
                _next--;
                throw Unexpected();
        }
    }

    private static Func<IReadOnlyDictionary<string, double?[]>, MathValue> Call(
        string name,
        List<Func<IReadOnlyDictionary<string, double?[]>, MathValue>> arguments
    )
    {
        var function = MathFunctions.Find(name, arguments.Count);
        return results => function([.. arguments.Select(argument => argument(results))]);
    }

    private static Func<IReadOnlyDictionary<string, double?[]>, MathValue> Array(
        List<Func<IReadOnlyDictionary<string, double?[]>, MathValue>> items
    ) =>
        results => new MathValue.SeriesArray([
            .. items.SelectMany(item =>
                item(results) switch
                {
                    MathValue.Series series => [series],
                    MathValue.SeriesArray array => array.Items,
                    _ => throw new InvalidAlarmException("an array has time series only"),
                }
            ),
        ]);

    private List<Func<IReadOnlyDictionary<string, double?[]>, MathValue>> List(string end)
    {
        List<Func<IReadOnlyDictionary<string, double?[]>, MathValue>> items = [];
        do
        {
            items.Add(Operation(0));
        } while (Take(","));
        Require(end);
        return items;
    }

    private bool Take(string token)
    {
        var isNext = _next < _tokens.Count && _tokens[_next] == token;
        _next += isNext ? 1 : 0;
        return isNext;
    }

    private void Require(string token)
    {
        if (!Take(token))
        {
            throw _next < _tokens.Count ? Unexpected() : new InvalidAlarmException($"'{token}' is missing");
        }
    }

    private InvalidAlarmException Unexpected() => new($"'{_tokens[_next]}' is unexpected");

    private static double? Or(double left, double right) => Number(left != 0 || right != 0);

    private static double? And(double left, double right) => Number(left != 0 && right != 0);

    private static double Number(bool condition) => condition ? 1 : 0;

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]*|[0-9]*\.?[0-9]+|==|!=|<=|>=|&&|\|\||\s+|.")]
    private static partial Regex Token();
}
