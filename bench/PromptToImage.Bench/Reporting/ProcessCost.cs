using System.Diagnostics;
using System.Globalization;

namespace PromptToImage.Bench.Reporting;

/// <summary>The resources that this process has used.</summary>
/// <param name="Processor">The processor time of all threads in user and system mode.</param>
/// <param name="WrittenBytes">Bytes written to the disk.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
/// <param name="CollectionPause">The total of garbage collection pauses.</param>
internal sealed record ProcessCost(TimeSpan Processor, long WrittenBytes, long AllocatedBytes, TimeSpan CollectionPause)
{
    private const double Megabyte = 1e6;

    public static ProcessCost Now() =>
        new(
            Process.GetCurrentProcess().TotalProcessorTime,
            long.Parse(Field("/proc/self/io", "write_bytes:"), CultureInfo.InvariantCulture),
            GC.GetTotalAllocatedBytes(),
            GC.GetTotalPauseDuration()
        );

    public static ProcessCost operator -(ProcessCost later, ProcessCost earlier) =>
        new(
            later.Processor - earlier.Processor,
            later.WrittenBytes - earlier.WrittenBytes,
            later.AllocatedBytes - earlier.AllocatedBytes,
            later.CollectionPause - earlier.CollectionPause
        );

    /// <summary>Resident memory of this or another process in MB.</summary>
    public static double ResidentMegabytes(int? process = null) => Kilobytes("VmRSS:", process) * 1024 / Megabyte;

    /// <summary>The peak of resident memory in MB.</summary>
    public static double PeakMegabytes() => Kilobytes("VmHWM:") * 1024 / Megabyte;

    private static double Kilobytes(string name, int? process = null) =>
        double.Parse(
            Field(process is { } id ? FormattableString.Invariant($"/proc/{id}/status") : "/proc/self/status", name)
                .Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );

    private static string Field(string file, string name) =>
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();
}
