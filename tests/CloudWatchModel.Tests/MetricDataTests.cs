namespace PromptToImage.CloudWatchModel.Tests;

public sealed class MetricDataTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly MetricId Metric = new("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "work");

    private readonly MetricData _data = new(TimeSpan.FromSeconds(1));

    [Fact]
    public void A_metric_without_values_has_none() => Assert.Null(_data.Read(Metric, Noon, Noon.AddMinutes(1)));

    [Fact]
    public void Values_are_combined_so_that_each_statistic_is_known()
    {
        _data.Add(Metric, Noon, 3);
        _data.Add(Metric, Noon.AddMilliseconds(999), 1);
        _data.Add(Metric, Noon.AddSeconds(30), 5);
        var read = _data.Read(Metric, Noon, Noon.AddMinutes(1))!.Value;
        Assert.Equal(
            [3, 3, 9, 1, 5],
            new[] { Statistic.SampleCount, Statistic.Average, Statistic.Sum, Statistic.Minimum, Statistic.Maximum }.Select(read.Value)
        );
    }

    [Fact]
    public void The_end_of_the_time_is_excluded()
    {
        _data.Add(Metric, Noon, 1);
        _data.Add(Metric, Noon.AddMinutes(1), 2);
        Assert.Equal(1, _data.Read(Metric, Noon, Noon.AddMinutes(1))!.Value.Maximum);
        Assert.Equal(2, _data.Read(Metric, Noon.AddMinutes(1), Noon.AddMinutes(2))!.Value.Maximum);
    }

    [Fact]
    public void A_value_can_be_older_than_the_latest()
    {
        _data.Add(Metric, Noon.AddMinutes(15), 900);
        _data.Add(Metric, Noon, 1);
        _data.Add(Metric, Noon.AddMinutes(5), 300);
        Assert.Equal(300, _data.Read(Metric, Noon.AddMinutes(1), Noon.AddMinutes(10))!.Value.Maximum);
    }

    [Fact]
    public void Removed_values_are_gone()
    {
        _data.Add(Metric, Noon, 1);
        _data.Add(Metric, Noon.AddMinutes(1), 2);
        _data.RemoveBefore(Noon.AddMinutes(1));
        Assert.Equal(2, _data.Read(Metric, Noon, Noon.AddMinutes(2))!.Value.Sum);
        _data.RemoveBefore(Noon.AddMinutes(2));
        Assert.Null(_data.Read(Metric, Noon, Noon.AddMinutes(2)));
    }
}
