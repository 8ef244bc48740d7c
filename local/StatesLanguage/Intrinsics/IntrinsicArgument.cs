using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Intrinsics;

internal abstract record IntrinsicArgument
{
    /// <param name="Value">The value of the argument.</param>
    /// <param name="Written">A string as it was written, escapes included; States.Format needs to tell <c>\{</c> from <c>{</c>.</param>
    public sealed record Constant(JsonValue Value, string? Written = null) : IntrinsicArgument;

    public sealed record Path(JsonPath Of) : IntrinsicArgument;

    public sealed record Call(IntrinsicCall Of) : IntrinsicArgument;
}
