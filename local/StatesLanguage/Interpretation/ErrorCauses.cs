using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The texts of errors that the interpreter itself reports, as Step Functions words them.</summary>
internal static class ErrorCauses
{
    public static readonly string HistoryLimit =
        $"The execution reached the maximum number of history events ({Interpreter.MaxHistoryEvents}).";

    public static readonly string EvaluationLimit =
        $"The paths and expressions of the execution take more than {Interpreter.MaxEvaluationSteps} steps. "
        + "Nested filters are the usual reason.";

    public static readonly string ItemStateLimit =
        $"The items of the execution's distributed Maps enter more than {Interpreter.MaxItemStates} states.";

    /// <param name="name">The state, or the resource of the task, whose data is too large.</param>
    public static string DataLimit(string name) =>
        $"The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit.";

    /// <summary>The cause of an error in a state. It says where the error occurred.</summary>
    public static string InState(ExecutionBranch branch, StateException error) =>
        error.Error == ErrorNames.DataLimitExceeded ? DataLimit(branch.State.Name) : InState(branch, error.Message);

    /// <inheritdoc cref="InState(ExecutionBranch, StateException)"/>
    public static string InState(ExecutionBranch branch, string message) =>
        $"An error occurred while executing the state '{branch.State.Name}' "
        + $"(entered at the event id #{branch.Visit.EnteredEventId}). {message}";
}
