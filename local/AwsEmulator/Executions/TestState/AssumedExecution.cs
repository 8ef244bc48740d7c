using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The execution that a tested state believes to be in: what the given context object says, and stand-ins for the rest.</summary>
internal static class AssumedExecution
{
    public static ExecutionStart Start(string? context, JsonValue input, DateTimeOffset now)
    {
        var given = Parse(context);
        var machine = Text(given?["StateMachine"]?["Name"]) ?? "TestState";
        var name = Text(given?["Execution"]?["Name"]) ?? "test";
        return new ExecutionStart
        {
            ExecutionArn = Text(given?["Execution"]?["Id"]) ?? StatesArn.OfExecution(machine, name),
            Name = name,
            Input = input,
            StartTime = DateTimeOffset.TryParse(Text(given?["Execution"]?["StartTime"]), out var start) ? start : now,
            StateMachineArn = Text(given?["StateMachine"]?["Id"]) ?? StatesArn.OfStateMachine(machine),
            StateMachineName = machine,
            RoleArn = Text(given?["Execution"]?["RoleArn"]),
        };
    }

    private static JsonValue? Parse(string? context)
    {
        try
        {
            return context is null ? null : JsonValue.Parse(context);
        }
        catch (JsonFormatException e)
        {
            throw TestStateErrors.NotJson("context", e.Message);
        }
    }

    private static string? Text(JsonValue? value) => (value as JsonString)?.Value;
}
