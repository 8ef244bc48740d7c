using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary>
/// <c>$assert(condition, message)</c>: ends the evaluation with an error unless a condition holds
/// (https://docs.jsonata.org/object-functions#assert).
/// </summary>
internal static class AssertFunction
{
    public static readonly NativeFunction Function = new("assert", "<bs?:x>", 2,
        static (arguments, in call) =>
            Truth.IsTrue(arguments[0], call.Evaluation)
                ? null
                : throw new JsonataException("D3141", arguments.TryText(1, out var message) && message.Length > 0 ? message : "$assert() statement failed"));
}
