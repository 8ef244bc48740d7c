using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PromptToImage.Runner.Tests.Fire;

/// <summary>
/// Kills the runner repeatedly and checks that it loses and duplicates nothing. Start the long run manually; it shows its progress:
/// <c>FIRE_KILLS=300 FIRE_SEED=2 dotnet run --project tests/Runner.Tests -- -class "*FireTests" -explicit only</c>.
/// </summary>
public sealed class FireTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Ten_kills_lose_and_duplicate_nothing() => SurvivesAsync(10, 1, _ => { });

    [Fact(Explicit = true)]
    public Task Many_kills_lose_and_duplicate_nothing() =>
        SurvivesAsync(Number("FIRE_KILLS", 300), Number("FIRE_SEED", 2), Console.WriteLine);

    private async Task SurvivesAsync(int kills, int seed, Action<string> progress)
    {
        var fire = new FireRun(_folder.Path, seed);
        await fire.KillAsync(kills, progress);
        await fire.FinishAsync();
        var aftermath = await Aftermath.OfAsync(_folder.Path, TestContext.Current.CancellationToken);
        var summary =
            $"{kills} kills, {fire.Prompts.Count} prompts: {aftermath.Images} images, {aftermath.DeadLetters} dead letters, {aftermath.Notices} notices";
        output.WriteLine(summary);
        progress(summary);
        Assert.Empty(aftermath.Faults(fire.Prompts));
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The person who runs the tests chooses the number of kills.")]
    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
