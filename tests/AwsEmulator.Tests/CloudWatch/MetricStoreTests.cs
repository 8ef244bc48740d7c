using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.Tests.CloudWatch;

public sealed class MetricStoreTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MetricId Errors = new("AWS/Lambda", "Errors", "FunctionName", "work");

    private readonly TemporaryFolder _folder = new();
    private readonly Database _database;

    public MetricStoreTests() => _database = Database.Open(_folder["state.db"]);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Saved_values_survive_the_process()
    {
        var metrics = new MetricStore(_database);
        metrics.Put(Errors, Noon, 1);
        await metrics.SaveAsync(Noon);
        metrics.Put(Errors, Noon, 1);
        await metrics.SaveAsync(Noon);
        metrics.Put(Errors, Noon, 1);
        Assert.Equal(new StatisticSet(2, 2, 1, 1), Read(new MetricStore(_database)));
    }

    [Fact]
    public async Task Samples_are_not_saved()
    {
        var metrics = new MetricStore(_database);
        metrics.PutSample(Errors, Noon, 1);
        await metrics.SaveAsync(Noon);
        Assert.NotNull(Read(metrics));
        Assert.Null(Read(new MetricStore(_database)));
    }

    [Fact]
    public async Task Values_that_no_alarm_reads_any_longer_are_removed()
    {
        var metrics = new MetricStore(_database);
        metrics.Put(Errors, Noon, 1);
        await metrics.SaveAsync(Noon);
        metrics.Put(Errors, Noon.AddMinutes(1), 1);
        await metrics.SaveAsync(Noon.AddMinutes(1));
        Assert.Equal(1, Read(metrics)!.Value.Sum);
        Assert.Equal(1, Read(new MetricStore(_database))!.Value.Sum);
    }

    private static StatisticSet? Read(MetricStore metrics) => metrics.Read(Errors, Noon, Noon.AddHours(1));
}
