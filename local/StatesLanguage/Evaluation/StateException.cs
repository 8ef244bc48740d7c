namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>An error of the interpreter while it evaluates a field of a state.</summary>
/// <param name="error">The error name, for example <c>States.Runtime</c>.</param>
/// <param name="message">The cause, without the state in which the error occurred.</param>
/// <param name="location">The field of a States.QueryEvaluationError, for the event EvaluationFailed; null without a field.</param>
internal sealed class StateException(string error, string message, string? location = null) : Exception(message)
{
    public string Error => error;

    public string? Location => location;

    public static StateException Runtime(string message) => new(ErrorNames.Runtime, message);

    public static StateException QueryEvaluation(string message, string? location) =>
        new(ErrorNames.QueryEvaluationError, message, location);

    public static StateException DataLimitExceeded() => new(ErrorNames.DataLimitExceeded, "The data exceeds the limit on its size.");
}
