using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Functions;

/// <summary>From where a function is called.</summary>
/// <param name="Frame">The variables of the caller.</param>
/// <param name="Context">The caller's context value; null where there is none.</param>
internal readonly record struct FunctionCall(Frame Frame, JsonValue? Context)
{
    public Evaluation Evaluation => Frame.Evaluation;
}
