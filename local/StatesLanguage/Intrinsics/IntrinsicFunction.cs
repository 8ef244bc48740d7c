using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <exception cref="IntrinsicException">The function does not accept the value of an argument.</exception>
internal delegate JsonValue IntrinsicBody(IntrinsicInput input);

/// <summary>An intrinsic function.</summary>
/// <param name="Name">The full name, for example <c>States.Format</c>.</param>
/// <param name="Fewest">The smallest number of arguments.</param>
/// <param name="Most">The largest number of arguments.</param>
/// <param name="Apply">Calculates the value.</param>
internal sealed record IntrinsicFunction(string Name, int Fewest, int Most, IntrinsicBody Apply)
{
    public string Takes =>
        Fewest == Most ? $"{Fewest} arguments"
        : Most == int.MaxValue ? $"at least {Fewest} arguments"
        : $"{Fewest} to {Most} arguments";
}
