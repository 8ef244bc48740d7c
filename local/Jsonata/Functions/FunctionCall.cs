using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Functions;

/// <summary>The place that calls a function.</summary>
/// <param name="Frame">The variables of the caller.</param>
/// <param name="Context">The caller's context value; null without a context.</param>
internal readonly record struct FunctionCall(Frame Frame, JsonValue? Context)
{
    public Evaluation Evaluation => Frame.Evaluation;
}
