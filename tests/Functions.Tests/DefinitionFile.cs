using System.Text.Json;

namespace PromptToImage.Functions.Tests;

/// <summary><c>statemachine/prompt-to-image.asl.json</c>, unchanged.</summary>
internal static class DefinitionFile
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prompt-to-image.asl.json"));

    public static JsonElement Root { get; } = JsonDocument.Parse(Text).RootElement;

    public static IEnumerable<(string Name, JsonElement State)> States =>
        Root.GetProperty(nameof(States)).EnumerateObject().Select(state => (state.Name, state.Value));

    public static IEnumerable<JsonElement> Retriers(JsonElement state) =>
        state.TryGetProperty("Retry", out var retry) ? retry.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Catchers(JsonElement state) =>
        state.TryGetProperty("Catch", out var caught) ? caught.EnumerateArray() : [];

    public static IEnumerable<string> ErrorEquals(JsonElement rule) =>
        rule.GetProperty("ErrorEquals").EnumerateArray().Select(name => name.GetString()!);
}
