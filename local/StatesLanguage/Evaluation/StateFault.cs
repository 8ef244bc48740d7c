namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>An error inside the interpreter while a state runs, by its <c>ErrorEquals</c> name.</summary>
/// <param name="error">For example <c>States.Runtime</c>.</param>
/// <param name="cause">The words, without the "An error occurred while executing the state" before them.</param>
internal sealed class StateFault(string error, string cause) : Exception(cause)
{
    public string Error { get; } = error;

    public static StateFault Runtime(string cause) => new(ErrorNames.Runtime, cause);
}
