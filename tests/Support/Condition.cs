namespace PromptToImage.Tests.Support;

/// <summary>Waits for something that others bring about; a test that waits in vain ends by the test run's time-out.</summary>
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
