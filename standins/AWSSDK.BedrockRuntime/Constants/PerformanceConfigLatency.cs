using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class PerformanceConfigLatency(string value) : ConstantClass(value)
{
    public static readonly PerformanceConfigLatency Standard = new("standard");
    public static readonly PerformanceConfigLatency Optimized = new("optimized");

    public static implicit operator PerformanceConfigLatency(string value) => FindValue(value);

    public static PerformanceConfigLatency FindValue(string value) => FindValue<PerformanceConfigLatency>(value);
}
