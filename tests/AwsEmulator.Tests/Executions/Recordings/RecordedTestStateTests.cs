using System.Text;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Recordings;

namespace PromptToImage.AwsEmulator.Tests.Executions.Recordings;

/// <summary>TestState answers as Step Functions did.</summary>
public sealed class RecordedTestStateTests : IAsyncLifetime
{
    private const string File = "test_state.json";

    private readonly TemporaryFolder _folder = new();
    private RecordedApi _api = null!;

    public static TheoryData<string> Ids => RecordedRequests.Ids(File);

    public async ValueTask InitializeAsync() => _api = await RecordedApi.StartAsync(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Ids))]
    public async Task A_response_is_as_recorded(string id)
    {
        var pair = RecordedRequests.Find(File, id);
        foreach (var (name, behaviour) in (JsonObject)pair["lambda"]!)
        {
            _api.Machine.Functions.Register(name, Handler(behaviour), TimeSpan.FromSeconds(10));
        }

        Assert.Null(Difference.Between(pair["expected"], await _api.CallAsync("TestState", pair["request"]!), "$"));
    }

    private static FunctionHandler Handler(JsonValue behaviour) =>
        behaviour["kind"] is JsonString { Value: "return_bytes" }
            ? (_, _, _) => Task.FromResult(Encoding.UTF8.GetBytes(((JsonString)behaviour["value"]!).Value))
            : (payload, _, _) => Task.FromResult(payload.ToArray());
}
