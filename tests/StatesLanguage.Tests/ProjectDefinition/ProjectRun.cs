using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.ProjectDefinition;

/// <summary>
/// The definition that is deployed, run in virtual time: this folder says for each behaviour of the language that it uses what
/// AWS documents, and that it is so here.
/// </summary>
public static class ProjectRun
{
    public const string Input = """{"id": "order-1", "attempt": 1, "message": "A croissant"}""";

    private const string DeadLetterQueue = "https://sqs.us-west-2.amazonaws.com/000000000000/dead-letters";

    /// <summary>Its text, with names in place of what a deployment puts in.</summary>
    public static string Definition { get; } = Read();

    public static StateMachine Machine { get; } = StateMachine.Parse(Definition);

    /// <summary>A world in which every task succeeds, with a result that its state is known by.</summary>
    public static ScriptedWorld World() =>
        new ScriptedWorld()
            .Returns("Validate prompt", """{"prompt": "A croissant"}""")
            .Returns("Generate image", """{"key": "staging/order-1"}""")
            .Returns("Store image", """{"key": "images/order-1.png"}""")
            .Returns("Notify", """{"ignored": true}""")
            .Returns("Dead-letter prompt", """{"MessageId": "1"}""")
            .Returns("Notify failure", """{"ignored": true}""");

    /// <summary>The same, but the prompt is refused, so that the failure branch runs.</summary>
    public static ScriptedWorld Refusing(string error = "InvalidPromptException") => World().Fails("Validate prompt", error);

    public static VirtualRun Of(ScriptedWorld world, string input = Input, string name = "run", StateMachine? machine = null)
    {
        var start = VirtualRun.Start(JsonValue.Parse(input));
        return VirtualRun.Of(
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

    /// <summary>What a state's task was called with, the last time.</summary>
    public static JsonValue ParametersOf(this ScriptedWorld world, string state) =>
        world.Asked.Last(task => task.StateName == state).Parameters;

    /// <summary>The data that a state passed on.</summary>
    public static JsonValue OutputOf(this VirtualRun run, string state) =>
        run.History.Select(e => e.Details).OfType<HistoryDetails.StateExited>().Last(d => d.Name == state).Output;

    /// <summary>How long a state waited before each retry.</summary>
    public static IReadOnlyList<TimeSpan> WaitsOf(this VirtualRun run, string state)
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
