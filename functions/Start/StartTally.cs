using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace PromptToImage.Functions.Start;

/// <summary>What became of the messages of one batch. Messages are started side by side, so it may be told so.</summary>
internal sealed class StartTally(ILambdaLogger log)
{
    private readonly Lock _lock = new();
    private readonly List<SQSBatchResponse.BatchItemFailure> _back = [];

    public ILambdaLogger Log => log;

    public int Started { get; private set; }

    public int Duplicates { get; private set; }

    public int Deferred { get; private set; }

    public int Rejected { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Does something for one message, whose failure is its own and not its batch's.</summary>
    public async Task AloneAsync(IncomingPrompt prompt, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e)
        {
            Fail(prompt, e);
        }
    }

    public void Done(StartOutcome outcome)
    {
        lock (_lock)
        {
            if (outcome == StartOutcome.Started)
            {
                Started++;
            }
            else
            {
                Duplicates++;
            }
        }
    }

    public void Reject()
    {
        lock (_lock)
        {
            Rejected++;
        }
    }

    public void Defer(IncomingPrompt prompt)
    {
        lock (_lock)
        {
            Deferred++;
            _back.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = prompt.MessageId });
        }
    }

    public void Fail(IncomingPrompt prompt, Exception reason)
    {
        log.LogError(reason, $"Message {prompt.MessageId} ({prompt.Id}) goes back to the queue.");
        lock (_lock)
        {
            Failed++;
            _back.Add(new SQSBatchResponse.BatchItemFailure { ItemIdentifier = prompt.MessageId });
        }
    }

    public SQSBatchResponse ToResponse() => new(_back);
}
