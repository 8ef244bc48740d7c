namespace PromptToImage.Emulation.Tests;

/// <summary>Waits for something that another thread brings about; a test that waits in vain ends by the runner's time-out.</summary>
public static class Condition
{
    public static async Task BecomesTrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
