using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Simulation.MockedCases;

/// <summary>The report for a script.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(CaseReport))]
public sealed partial class CaseReportJson : JsonSerializerContext
{
    public static string Write(CaseReport report) => JsonSerializer.Serialize(report, Default.CaseReport);
}
