using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The context object, <c>$$</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal static class ContextObject
{
    public static JsonObject Of(Execution execution, Strand strand)
    {
        var start = execution.Start;
        var about = new JsonObjectBuilder(7)
            .Set("Id", JsonValue.Of(start.ExecutionArn))
            .Set("Input", start.Input)
            .Set("StartTime", JsonValue.Of(Print(start.StartTime)))
            .Set("Name", JsonValue.Of(start.Name))
            .SetIfAny("RoleArn", start.RoleArn)
            .Set("RedriveCount", JsonValue.Of(execution.RedriveCount));
        if (execution.RedriveTime is { } redriven)
        {
            about.Set("RedriveTime", JsonValue.Of(Print(redriven)));
        }

        var state = new JsonObjectBuilder(3)
            .Set("Name", JsonValue.Of(strand.State.Name))
            .Set("EnteredTime", JsonValue.Of(Print(strand.EnteredTime)));
        if (strand.State.Type is StateType.Task or StateType.Map or StateType.Parallel)
        {
            state.Set("RetryCount", JsonValue.Of(strand.Attempt));
        }

        var context = new JsonObjectBuilder(5)
            .Set("Execution", about.Build())
            .Set("StateMachine", JsonObject.Of(("Id", JsonValue.Of(start.StateMachineArn)), ("Name", JsonValue.Of(start.StateMachineName))))
            .Set("State", state.Build());
        if (strand.State is TaskState { Resource.WaitsForToken: true } && strand.Phase == Phase.Work)
        {
            context.Set(
                "Task",
                JsonObject.Of(("Token", JsonValue.Of(TaskToken.Create(start.ExecutionArn, NextTaskId(execution, strand)))))
            );
        }

        for (var at = strand; at is not null; at = at.Parent)
        {
            if (at.Item is null)
            {
                continue;
            }

            context.Set("Map", JsonObject.Of(("Item", JsonObject.Of(("Index", JsonValue.Of(at.Index)), ("Value", at.Item)))));
            break;
        }
        return context.Build();
    }

    /// <summary>The same for one item of a Map, before its iteration is there.</summary>
    public static JsonObject ForItem(Execution execution, Strand map, int index, JsonValue item) =>
        Of(execution, map).With("Map", JsonObject.Of(("Item", JsonObject.Of(("Index", JsonValue.Of(index)), ("Value", item)))));

    private static long NextTaskId(Execution execution, Strand strand) =>
        strand.Hidden ? execution.LastHiddenId - 1 : execution.LastEventId + 1;

    private static string Print(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
