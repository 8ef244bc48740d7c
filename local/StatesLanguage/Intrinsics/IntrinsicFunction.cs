using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Intrinsics;

internal delegate JsonValue IntrinsicBody(IntrinsicInput input);

/// <param name="Name">With its <c>States.</c>.</param>
/// <param name="Fewest">Arguments that it needs.</param>
/// <param name="Most">Arguments that it takes.</param>
internal sealed record IntrinsicFunction(string Name, int Fewest, int Most, IntrinsicBody Apply)
{
    public string Takes =>
        Fewest == Most ? $"{Fewest} arguments"
        : Most == int.MaxValue ? $"at least {Fewest} arguments"
        : $"{Fewest} to {Most} arguments";
}
