using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Testing;

/// <summary>
/// The data after each step of a state's processing. A property is null where the state has not reached the step, or where TestState does
/// not show it.
/// </summary>
/// <param name="Input">The input of the state.</param>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html</remarks>
public sealed record StateInspection(JsonValue Input)
{
    /// <summary>The arguments of a Task in JSONata.</summary>
    public JsonValue? AfterArguments { get; init; }

    /// <summary>The input after InputPath.</summary>
    public JsonValue? AfterInputPath { get; init; }

    /// <summary>The input after Parameters.</summary>
    public JsonValue? AfterParameters { get; init; }

    /// <summary>The items of a Map.</summary>
    public JsonValue? AfterItemsPath { get; init; }

    /// <summary>The input of each iteration of a Map, after ItemSelector.</summary>
    public JsonValue? AfterItemSelector { get; init; }

    /// <summary>The result of a task, or the field Result of a Pass.</summary>
    public JsonValue? Result { get; init; }

    /// <summary>The result after ResultSelector.</summary>
    public JsonValue? AfterResultSelector { get; init; }

    /// <summary>The input with the result in it.</summary>
    public JsonValue? AfterResultPath { get; init; }

    /// <summary>The variables after the state; null without any.</summary>
    public JsonObject? Variables { get; init; }

    /// <summary>The concurrency limit of a Map; 0 without a limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>The number of iterations of a Map that may fail.</summary>
    public int? ToleratedFailureCount { get; init; }

    /// <summary>The share of the iterations of a Map that may fail, from 0 to 100.</summary>
    public double? ToleratedFailurePercentage { get; init; }

    /// <summary>What TestState shows of all steps, as recorded for each type and query language.</summary>
    internal StateInspection For(State state, JsonObject variables)
    {
        var shown = this with { Variables = variables.Count > 0 ? variables : null };
        var hasResult = state.Type is StateType.Pass or StateType.Task or StateType.Parallel or StateType.Map;
        if (state.QueryLanguage == QueryLanguage.Jsonata)
        {
            return shown with
            {
                AfterArguments = state.Type == StateType.Task && state.Data.Arguments is not null ? AfterParameters : null,
                AfterInputPath = null,
                AfterParameters = null,
                AfterItemsPath = null,
                AfterResultSelector = null,
                AfterResultPath = null,
            };
        }

        if (!hasResult)
        {
            return shown with { AfterResultSelector = null, AfterResultPath = null };
        }

        return state switch
        {
            ParallelState => shown with { AfterInputPath = null, AfterParameters = null },
            // A Pass with a Result does not use its input.
            PassState { Result: { } result } => shown with { Result = result, AfterInputPath = null, AfterParameters = null },
            _ => shown,
        };
    }
}
