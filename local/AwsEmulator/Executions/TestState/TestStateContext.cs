using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The execution that a tested state runs in: the values of the given context object, and defaults for the others.</summary>
internal static class TestStateContext
{
    public static ExecutionStart Start(string? context, JsonValue input, DateTimeOffset now)
    {
        var given = Parse(context);
        var machine = Text(given?["StateMachine"]?["Name"]) ?? "TestState";
        var name = Text(given?["Execution"]?["Name"]) ?? "test";
        return new ExecutionStart
        {
            ExecutionArn = Text(given?["Execution"]?["Id"]) ?? StatesArn.ForExecution(machine, name),
            Name = name,
            Input = input,
            StartTime = DateTimeOffset.TryParse(Text(given?["Execution"]?["StartTime"]), out var start) ? start : now,
            StateMachineArn = Text(given?["StateMachine"]?["Id"]) ?? StatesArn.ForStateMachine(machine),
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
