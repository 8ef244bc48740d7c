namespace PromptToImage.Tests.Support;

/// <summary>Waits for a condition that other threads or processes make true. The test run's timeout ends a wait without success.</summary>
public static class Condition
{
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static Task BecomesTrueAsync(Func<bool> condition) => BecomesTrueAsync(() => Task.FromResult(condition()));
}
