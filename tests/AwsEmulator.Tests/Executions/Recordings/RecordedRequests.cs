using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Recordings;

namespace PromptToImage.AwsEmulator.Tests.Executions.Recordings;

/// <summary>Requests that were sent to Step Functions, with its responses. The recorded account is replaced by the emulator's.</summary>
internal static class RecordedRequests
{
    private const string RecordedAccount = "111111111111";

    /// <returns>Empty without the recordings.</returns>
    public static TheoryData<string> Ids(string file) => [.. Read(file).Select(pair => Text(pair, "id"))];

    public static JsonObject Find(string file, string id) => Read(file).Single(pair => Text(pair, "id") == id);

    private static IEnumerable<JsonObject> Read(string file)
    {
        if (RecordingsFolder.Path is not { } folder)
        {
            return [];
        }

        var text = File.ReadAllText(Path.Combine(folder, file)).Replace(RecordedAccount, AwsAccount.Id, StringComparison.Ordinal);
        return ((JsonArray)JsonValue.Parse(text)).Cast<JsonObject>();
    }

    private static string Text(JsonObject pair, string name) => ((JsonString)pair[name]!).Value;
}
