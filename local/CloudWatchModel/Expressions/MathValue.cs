namespace PromptToImage.CloudWatchModel.Expressions;

/// <summary>A value in an expression: a scalar, a time series, or an array of time series.</summary>
internal abstract record MathValue
{
    private MathValue() { }

    public sealed record Scalar(double Value) : MathValue;

    /// <summary>The value of each period, the newest last; null where it is missing.</summary>
    public sealed record Series(IReadOnlyList<double?> Values) : MathValue;

    public sealed record SeriesArray(IReadOnlyList<Series> Items) : MathValue;

    /// <summary>Applies a function to each datapoint.</summary>
    public MathValue Map(Func<double, double?> function) =>
        this switch
        {
            Scalar scalar => FromScalar(function(scalar.Value)),
            Series series => new Series([.. series.Values.Select(value => value is { } number ? Known(function(number)) : null)]),
            SeriesArray array => new SeriesArray([.. array.Items.Select(item => (Series)item.Map(function))]),
            _ => throw new InvalidOperationException(),
        };

    /// <summary>
    /// Combines two values datapoint by datapoint. If only one of two time series has a datapoint, the other counts as 0.
    /// </summary>
    /// <exception cref="InvalidAlarmException">Two arrays cannot be combined.</exception>
    public static MathValue Combine(MathValue left, MathValue right, Func<double, double, double?> function) =>
        (left, right) switch
        {
            (Scalar a, _) => right.Map(b => function(a.Value, b)),
            (_, Scalar b) => left.Map(a => function(a, b.Value)),
            (Series a, Series b) => new Series([.. a.Values.Zip(b.Values, (x, y) => x is null && y is null ? null : Known(function(x ?? 0, y ?? 0)))]),
            (SeriesArray a, Series b) => new SeriesArray([.. a.Items.Select(item => (Series)Combine(item, b, function))]),
            (Series a, SeriesArray b) => new SeriesArray([.. b.Items.Select(item => (Series)Combine(a, item, function))]),
            _ => throw new InvalidAlarmException("an operator cannot combine two arrays"),
        };

    private static Scalar FromScalar(double? value) => new(value ?? double.NaN);

    private static double? Known(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
