namespace PromptToImage.CloudWatchModel.Expressions;

/// <summary>
/// The functions of metric math that are offered,
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list.
/// </summary>
internal static class MathFunctions
{
    /// <summary>The word that <c>FILL</c> takes in place of a number.</summary>
    public const string Repeat = "REPEAT";

    private static readonly Dictionary<string, (int Fewest, int Most, Func<IReadOnlyList<MathValue>, MathValue> Function)> All = new()
    {
        ["ABS"] = (1, 1, arguments => arguments[0].Map(value => Math.Abs(value))),
        ["AVG"] = (1, 1, arguments => Reduce(arguments[0], values => values.Sum(value => value ?? 0) / values.Count)),
        ["CEIL"] = (1, 1, arguments => arguments[0].Map(value => Math.Ceiling(value))),
        ["FILL"] = (2, 2, arguments => Fill(arguments[0], arguments[1])),
        ["FLOOR"] = (1, 1, arguments => arguments[0].Map(value => Math.Floor(value))),
        ["IF"] = (2, 3, arguments => If(arguments[0], arguments[1], arguments.ElementAtOrDefault(2))),
        ["MAX"] = (1, 1, arguments => Reduce(arguments[0], values => values.Max())),
        ["MIN"] = (1, 1, arguments => Reduce(arguments[0], values => values.Min())),
        ["SUM"] = (1, 1, arguments => Reduce(arguments[0], values => values.Sum())),
    };

    /// <exception cref="InvalidAlarmException">The function is not offered, or has another number of arguments.</exception>
    public static Func<IReadOnlyList<MathValue>, MathValue> Find(string name, int arguments)
    {
        if (!All.TryGetValue(name, out var found))
        {
            throw new InvalidAlarmException($"the function {name} is not offered; offered are {string.Join(", ", All.Keys)}");
        }

        return arguments >= found.Fewest && arguments <= found.Most
            ? found.Function
            : throw new InvalidAlarmException($"the function {name} cannot have {arguments} arguments");
    }

    /// <summary>One number from a time series, or one time series from an array, with a datapoint where any of them has one.</summary>
    private static MathValue Reduce(MathValue argument, Func<IReadOnlyList<double?>, double?> function) =>
        argument switch
        {
            MathValue.Series series => new MathValue.Scalar(function([.. series.Values.Where(value => value is not null)]) ?? double.NaN),
            MathValue.SeriesArray { Items: [var first, ..] } array => new MathValue.Series([
                .. first.Values.Select(
                    (_, index) =>
                    {
                        var values = array.Items.Select(item => item.Values[index]).ToList();
                        return values.TrueForAll(value => value is null) ? null : function(values);
                    }
                ),
            ]),
            _ => throw new InvalidAlarmException("MAX, MIN, SUM and AVG need a time series or an array of them"),
        };

    private static MathValue Fill(MathValue argument, MathValue filler) =>
        argument switch
        {
            MathValue.Series series => new MathValue.Series(Fill(series.Values, filler)),
            MathValue.SeriesArray array => new MathValue.SeriesArray([
                .. array.Items.Select(item => new MathValue.Series(Fill(item.Values, filler))),
            ]),
            _ => throw new InvalidAlarmException("FILL needs a time series or an array of them"),
        };

    private static double?[] Fill(IReadOnlyList<double?> values, MathValue filler)
    {
        var filled = new double?[values.Count];
        for (var i = 0; i < filled.Length; i++)
        {
            filled[i] =
                values[i]
                ?? filler switch
                {
                    // NaN stands for REPEAT, which has no value of its own.
                    MathValue.Scalar { Value: var number } => double.IsNaN(number) ? (i > 0 ? filled[i - 1] : null) : number,
                    MathValue.Series series => series.Values[i],
                    _ => throw new InvalidAlarmException("FILL fills with a number, REPEAT or a time series"),
                };
        }

        return filled;
    }

    private static MathValue If(MathValue condition, MathValue whenTrue, MathValue? whenFalse)
    {
        if (condition is MathValue.Scalar scalar)
        {
            return scalar.Value != 0 ? whenTrue : whenFalse ?? whenTrue.Map(_ => null);
        }

        if (condition is not MathValue.Series series)
        {
            throw new InvalidAlarmException("IF needs a number or a time series as its condition");
        }

        return new MathValue.Series([
            .. series.Values.Select(
                (value, index) =>
                    value switch
                    {
                        null => null,
                        0 => At(whenFalse, index),
                        // A missing value of a condition that is true counts as 0.
                        _ => At(whenTrue, index) ?? 0,
                    }
            ),
        ]);
    }

    private static double? At(MathValue? value, int index) =>
        value switch
        {
            null => null,
            MathValue.Scalar scalar => scalar.Value,
            MathValue.Series series => series.Values[index],
            _ => throw new InvalidAlarmException("IF gives a number or a time series"),
        };
}
