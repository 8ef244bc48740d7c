using System.Text.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>Writes the members that responses of Step Functions share.</summary>
internal static class StatesWriter
{
    /// <summary>Writes a time as the JSON protocol does: epoch seconds with milliseconds as the fraction.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset time) =>
        writer.WriteNumber(name, time.ToUnixTimeMilliseconds() / 1000m);

    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes the members that ListExecutions and DescribeExecution share.</summary>
    public static void WriteExecution(this Utf8JsonWriter writer, ExecutionRecord execution)
    {
        writer.WriteString("executionArn", execution.Arn);
        writer.WriteString("stateMachineArn", execution.StateMachineArn);
        writer.WriteOptional("stateMachineVersionArn", execution.StateMachineVersionArn);
        writer.WriteOptional("stateMachineAliasArn", execution.StateMachineAliasArn);
        writer.WriteString("name", execution.Name);
        writer.WriteString("status", execution.Status.ToAwsName());
        writer.WriteTime("startDate", execution.StartDate);
        if (execution.StopDate is { } stopDate)
        {
            writer.WriteTime("stopDate", stopDate);
        }

        writer.WriteNumber("redriveCount", execution.RedriveCount);
        if (execution.RedriveDate is { } redriveDate)
        {
            writer.WriteTime("redriveDate", redriveDate);
        }
    }
}
