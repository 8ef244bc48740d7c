using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>An argument of an intrinsic function call.</summary>
internal abstract record IntrinsicArgument
{
    /// <param name="Value">The value of the argument.</param>
    /// <param name="Written">
    /// A string literal with its escapes; null for another literal. For States.Format, <c>\{</c> and <c>{</c> differ.
    /// </param>
    public sealed record Constant(JsonValue Value, string? Written = null) : IntrinsicArgument;

    public sealed record Path(JsonPath Value) : IntrinsicArgument;

    public sealed record Call(IntrinsicCall Value) : IntrinsicArgument;
}
