using System.Text.Json;
using System.Text.Json.Serialization;
using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation.Reports;

/// <summary>The report as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StudyReport))]
public sealed partial class StudyJson : JsonSerializerContext
{
    public static string Write(StudyReport report) => JsonSerializer.Serialize(report, Default.StudyReport);
}
