using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Functions.Numbers;

/// <summary><c>$random()</c>: a random number from 0 up to 1 (https://docs.jsonata.org/numeric-functions#random).</summary>
internal static class RandomFunction
{
    public static readonly NativeFunction Function = new(
        "random",
        "<:n>",
        0,
        static (arguments, in call) => JsonNumber.FromJavaScript(call.Evaluation.Settings.Random().NextDouble())
    );
}
