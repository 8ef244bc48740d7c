using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// Runs the definition of the deployment in virtual time. The tests of this folder show that each feature of the language that it
/// uses behaves as AWS documents.
/// </summary>
public static class ProjectRun
{
    public const string Input = """{"id": "order-1", "attempt": 1, "message": "A croissant"}""";

    private const string DeadLetterQueue = "https://sqs.us-west-2.amazonaws.com/000000000000/dead-letters";

    /// <summary>The text of the definition, with names in place of the placeholders.</summary>
    public static string Definition { get; } = Read();

    public static StateMachine Machine { get; } = StateMachine.Parse(Definition);

    /// <summary>Every task succeeds. Its result has the name of its state.</summary>
    public static ScriptedWorld World() =>
        new ScriptedWorld()
            .Returns("Validate prompt", """{"prompt": "A croissant"}""")
            .Returns("Generate image", """{"key": "staging/order-1"}""")
            .Returns("Store image", """{"key": "images/order-1.png"}""")
            .Returns("Notify", """{"ignored": true}""")
            .Returns("Dead-letter prompt", """{"MessageId": "1"}""")
            .Returns("Notify failure", """{"ignored": true}""");

    /// <summary>The prompt is rejected, so the dead-letter branch runs. All other tasks succeed.</summary>
    public static ScriptedWorld Rejecting(string error = "InvalidPromptException") => World().Fails("Validate prompt", error);

    public static VirtualRun Run(ScriptedWorld world, string input = Input, string name = "run", StateMachine? machine = null)
    {
        var start = VirtualRun.Start(JsonValue.Parse(input));
        return VirtualRun.Run(
            machine ?? Machine,
            start.Input,
            world,
            new ExecutionStart
            {
                ExecutionArn = start.ExecutionArn[..^3] + name,
                Name = name,
                Input = start.Input,
                StartTime = start.StartTime,
                StateMachineArn = start.StateMachineArn,
                StateMachineName = start.StateMachineName,
                RoleArn = start.RoleArn,
            }
        );
    }

    /// <summary>The input of the last call of a state's task.</summary>
    public static JsonValue ParametersOf(this ScriptedWorld world, string state) =>
        world.Calls.Last(task => task.StateName == state).Parameters;

    /// <summary>The output of a state.</summary>
    public static JsonValue OutputOf(this VirtualRun run, string state) =>
        run.History.Select(e => e.Details).OfType<HistoryDetails.StateExited>().Last(d => d.Name == state).Output;

    /// <summary>The variables that a state, or its catcher, assigned; null without any.</summary>
    public static JsonObject? AssignedBy(this VirtualRun run, string state) =>
        run.History.Select(e => e.Details).OfType<HistoryDetails.StateExited>().Last(d => d.Name == state).AssignedVariables;

    /// <summary>The delay before each retry of a state.</summary>
    public static IReadOnlyList<TimeSpan> DelaysOf(this VirtualRun run, string state)
    {
        List<TimeSpan> waits = [];
        var inside = false;
        DateTimeOffset? failed = null;
        foreach (var e in run.History)
        {
            if (e.Details is HistoryDetails.StateEntered entered)
            {
                inside = entered.Name == state;
            }

            if (!inside)
            {
                continue;
            }

            if (e.Type is HistoryEventType.LambdaFunctionFailed or HistoryEventType.TaskFailed or HistoryEventType.LambdaFunctionTimedOut)
            {
                failed = e.Timestamp;
            }
            else if (e.Type is HistoryEventType.LambdaFunctionScheduled or HistoryEventType.TaskScheduled && failed is { } before)
            {
                waits.Add(e.Timestamp - before);
            }
        }
        return waits;
    }

    private static string Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json"))
            .Replace("${DeadLetterQueueUrl}", DeadLetterQueue, StringComparison.Ordinal);
        foreach (var function in (string[])["Validate", "Generate", "Store", "Notify"])
        {
            text = text.Replace(
                string.Create(CultureInfo.InvariantCulture, $"${{{function}FunctionArn}}"),
                "arn:aws:lambda:us-west-2:000000000000:function:" + function,
                StringComparison.Ordinal
            );
        }

        return text;
    }
}
