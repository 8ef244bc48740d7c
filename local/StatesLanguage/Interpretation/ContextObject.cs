using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The context object, <c>$$</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html</remarks>
internal static class ContextObject
{
    /// <param name="item">The item of the selected Map that ItemSelector is evaluated for.</param>
    public static JsonObject Create(DecisionBuilder decision, (int Index, JsonValue Value)? item)
    {
        var branch = decision.Branch;
        var start = decision.Start;
        var context = new JsonObjectBuilder(5)
            .Set("Execution", Execution(start, decision))
            .Set("StateMachine", JsonObject.From(("Id", JsonValue.From(start.StateMachineArn)), ("Name", JsonValue.From(start.StateMachineName))))
            .Set("State", State(branch));
        if (branch is { State: TaskState { Resource.WaitsForToken: true }, Phase: BranchPhase.Entered })
        {
            context.Set("Task", JsonObject.From(("Token", JsonValue.From(TaskToken.Create(start.ExecutionArn, decision.NextId)))));
        }

        if ((item ?? ItemOf(branch.Origin)) is var (index, value))
        {
            context.Set("Map", JsonObject.From(("Item", JsonObject.From(("Index", JsonValue.From(index)), ("Value", value)))));
        }

        return context.Build();
    }

    private static JsonObject Execution(ExecutionStart start, DecisionBuilder decision)
    {
        var execution = new JsonObjectBuilder(7)
            .Set("Id", JsonValue.From(start.ExecutionArn))
            .Set("Input", start.Input)
            .Set("StartTime", JsonValue.From(Print(start.StartTime)))
            .Set("Name", JsonValue.From(start.Name))
            .SetIfAny("RoleArn", start.RoleArn);
        // As recorded, the execution of a tested state has no redrives.
        if (decision.Test is null)
        {
            execution.Set("RedriveCount", JsonValue.From(decision.Redrives.Count));
        }

        if (decision.Redrives.Time is { } redriven)
        {
            execution.Set("RedriveTime", JsonValue.From(Print(redriven)));
        }

        return execution.Build();
    }

    private static JsonObject State(ExecutionBranch branch)
    {
        var state = new JsonObjectBuilder(3)
            .Set("Name", JsonValue.From(branch.State.Name))
            .Set("EnteredTime", JsonValue.From(Print(branch.Visit.EnteredTime)));
        if (branch.State.Type is StateType.Task or StateType.Map or StateType.Parallel)
        {
            state.Set("RetryCount", JsonValue.From(branch.Retries?.Attempt ?? 0));
        }

        return state.Build();
    }

    private static (int Index, JsonValue Value)? ItemOf(BranchOrigin? origin)
    {
        for (; origin is not null; origin = origin.Parent)
        {
            if (origin.Item is { } item)
            {
                return (origin.Index, item);
            }
        }

        return null;
    }

    private static string Print(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
