using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Documentation;

/// <summary>Runs the examples in the documentation of the entry points.</summary>
public sealed partial class EntryPointExampleTests
{
    [Fact]
    public void The_examples_run()
    {
        var now = VirtualRun.Morning;
        var machine = StateMachine.Parse(
            """
            {"StartAt": "Ship", "States": {
                "Ship": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:ship", "End": true}}}
            """
        );
        var start = VirtualRun.Start(JsonValue.Parse("""{"order": 1}"""));
        Assert.Equal(ExecutionStatus.Succeeded, RunToEnd(machine, start, now).Execution.Status);
        Assert.Single(Restart(machine, start, now).Effects.OfType<Effect.InvokeTask>());
    }

    [Theory]
    [InlineData("StateMachine.cs")]
    [InlineData("Execution.cs")]
    [InlineData("Interpreter.cs")]
    public void The_documentation_has_the_examples_that_run(string file)
    {
        var here = ThisFile();
        var source = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "local", "StatesLanguage", file);
        var run = Lines(File.ReadAllText(here)).ToHashSet(StringComparer.Ordinal);

        var documented = Example().Matches(File.ReadAllText(source)).SelectMany(example => Lines(example.Groups[1].Value)).ToArray();

        Assert.NotEmpty(documented);
        Assert.All(documented, line => Assert.Contains(line, run));
    }

    private static Decision RunToEnd(StateMachine machine, ExecutionStart start, DateTimeOffset now)
    {
        var execution = Execution.Create(machine, start);
        var decision = Interpreter.Decide(execution, ExecutionEvent.Begin.Instance, now);
        while (decision.Effects.OfType<Effect.InvokeTask>().FirstOrDefault() is { } task)
        {
            var response = new ExecutionEvent.TaskSucceeded(task.TaskId, task.Parameters);
            decision = Interpreter.Decide(decision.Execution, response, now);
        }

        return decision;
    }

    private static Decision Restart(StateMachine machine, ExecutionStart start, DateTimeOffset now)
    {
        var history = Interpreter.Decide(Execution.Create(machine, start), ExecutionEvent.Begin.Instance, now).Events;
        var execution = Execution.Replay(machine, start, history);
        var decision = Interpreter.Decide(execution, ExecutionEvent.Begin.Instance, now);
        return decision;
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n')
            .Select(line => line.Trim().TrimStart('/').Trim().Replace("&lt;", "<", StringComparison.Ordinal))
            .Where(line => line.Length > 0);

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("<code>(.*?)</code>", RegexOptions.Singleline)]
    private static partial Regex Example();
}
