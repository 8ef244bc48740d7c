namespace PromptToImage.Runner.Tests.Fire;

/// <summary>
/// The durable host under fire. The long run is for a person:
/// <c>dotnet test --project tests/Runner.Tests -- --explicit only --filter-class "*FireTests"</c>.
/// </summary>
public sealed class FireTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Ten_kills_lose_and_double_nothing() => SurvivesAsync(10, 1);

    [Theory(Explicit = true)]
    [InlineData(300, 2)]
    public Task Many_kills_lose_and_double_nothing(int kills, int seed) => SurvivesAsync(kills, seed);

    private async Task SurvivesAsync(int kills, int seed)
    {
        var fire = new FireRun(_folder.Path, seed);
        await fire.KillAsync(kills);
        await fire.FinishAsync();
        var aftermath = await Aftermath.OfAsync(_folder.Path);
        output.WriteLine($"{kills} kills, {fire.Prompts.Count} prompts: {aftermath.Images} images, {aftermath.DeadLetters} dead letters");
        Assert.Empty(aftermath.Faults(fire.Prompts));
    }
}
