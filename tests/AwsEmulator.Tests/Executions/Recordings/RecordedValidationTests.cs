using PromptToImage.StatesLanguage.Tests.Recordings;

namespace PromptToImage.AwsEmulator.Tests.Executions.Recordings;

/// <summary>ValidateStateMachineDefinition answers as Step Functions did.</summary>
public sealed class RecordedValidationTests : IAsyncLifetime
{
    private const string File = "validate_definition.json";

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
        Assert.Null(Difference.Between(pair["expected"], await _api.CallAsync("ValidateStateMachineDefinition", pair["request"]!), "$"));
    }
}
