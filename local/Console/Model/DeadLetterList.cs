using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;

namespace PromptToImage.WebConsole.Model;

/// <summary>The dead letters in their queue.</summary>
internal static class DeadLetterList
{
    private const int PageSize = 100;

    /// <summary>The letters that are in the queue now.</summary>
    public static IEnumerable<BrowsedMessage> All(ConsolePipeline pipeline)
    {
        var queues = pipeline.Current.Emulator.Queues;
        var queue = pipeline.Current.Resources.DeadLetterQueue;
        BrowsedMessage? last = null;
        while (queues.Browse(queue, PageSize, last) is { Count: > 0 } page)
        {
            foreach (var letter in page)
            {
                yield return letter;
            }

            last = page[^1];
        }
    }

    /// <summary>Whether the unchanged prompt can succeed.</summary>
    public static bool CanSucceed(BrowsedMessage letter) => FinalErrors.AdviceFor(letter.Text(MessageAttributeNames.Error)) is null;
}
