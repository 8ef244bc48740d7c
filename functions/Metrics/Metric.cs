namespace PromptToImage.Functions.Metrics;

/// <summary>One measured value.</summary>
/// <param name="Unit">The unit's name in CloudWatch.</param>
public readonly record struct Metric(string Name, double Value, string Unit)
{
    public static Metric Count(string name, int value) => new(name, value, "Count");

    public static Metric Seconds(string name, double value) => new(name, value, "Seconds");

    public static Metric Milliseconds(string name, double value) => new(name, value, "Milliseconds");

    public static Metric Dollars(string name, decimal value) => new(name, (double)value, "None");
}
