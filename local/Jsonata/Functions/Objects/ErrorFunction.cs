namespace PromptToImage.Jsonata.Functions.Objects;

/// <summary><c>$error(message)</c>: ends the evaluation with an error (https://docs.jsonata.org/object-functions#error).</summary>
internal static class ErrorFunction
{
    public static readonly NativeFunction Function = new("error", "<s?:x>", 1,
        static (arguments, in call) =>
            throw new JsonataException("D3137", arguments.TryText(0, out var message) && message.Length > 0 ? message : "$error() function evaluated"));
}
