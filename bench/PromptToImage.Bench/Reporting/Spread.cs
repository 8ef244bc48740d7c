using System.Globalization;

namespace PromptToImage.Bench.Reporting;

/// <summary>The median, minimum and maximum of several rounds.</summary>
internal sealed class Spread(IEnumerable<double> values)
{
    private readonly double[] _values = [.. values.Order()];

    public double Median => (_values[(_values.Length - 1) / 2] + _values[_values.Length / 2]) / 2;

    public double Percentile(double share) => _values[Math.Min(_values.Length - 1, (int)(share * _values.Length))];

    public string Text(string unit) =>
        _values.Length == 1 ? $"{Number(Median)} {unit}" : $"{Number(Median)} {unit} ({Number(_values[0])} to {Number(_values[^1])})";

    private static string Number(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                >= 100 => "N0",
                >= 10 => "0.#",
                _ => "0.##",
            },
            CultureInfo.InvariantCulture
        );
}
