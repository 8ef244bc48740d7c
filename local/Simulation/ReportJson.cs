using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Simulation;

/// <summary>The report as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SimulationReport))]
public sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(SimulationReport report) => JsonSerializer.Serialize(report, Default.SimulationReport);
}
