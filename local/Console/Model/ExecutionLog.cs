using System.Text.Json;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Pipeline;

namespace PromptToImage.WebConsole.Model;

/// <summary>Finds what the functions wrote for one execution.</summary>
internal static class ExecutionLog
{
    /// <summary>
    /// The entries that name the prompt of the execution, from the start of the execution to that of the prompt's next attempt. For the
    /// first attempt, also the earlier ones.
    /// </summary>
    public static IReadOnlyList<FunctionLogEntry> Find(ConsolePipeline pipeline, ExecutionDetails details)
    {
        var execution = details.Execution;
        var input = Input(details.Input);
        var id = PromptId.IsValid(input?.Id) ? input!.Id : execution.Name;
        var from = execution.Name == id ? DateTimeOffset.MinValue : execution.StartDate;
        var next = PromptExecutionName.For(id, (input?.Attempt ?? 1) + 1);
        var until =
            pipeline.Current.Emulator.Executions.TryDescribe(execution.StateMachineName, next)?.Execution.StartDate
            ?? DateTimeOffset.MaxValue;
        return [.. pipeline.Current.FindLog(id).Where(entry => entry.Time >= from && entry.Time < until)];
    }

    private static ExecutionInput? Input(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ValidateJson.Default.ExecutionInput);
        }
        catch (JsonException)
        {
            // An execution that was started by hand may have any input.
            return null;
        }
    }
}
