using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>Work that waits for the writer's thread.</summary>
internal abstract class WriteRequest
{
    /// <summary>The exception that the work threw; null if it succeeded.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>Runs the work; false if it threw.</summary>
    public abstract bool Run(DatabaseSession session);

    /// <summary>Completes the caller's task. Called after the COMMIT.</summary>
    public abstract void Complete();

    /// <summary>Fails the caller's task, because the transaction was not committed.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc cref="WriteRequest"/>
internal sealed class WriteRequest<T>(Func<DatabaseSession, T> work) : WriteRequest
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    [SuppressMessage("Design", "CA1031", Justification = "The exception belongs to the caller of the work.")]
    public override bool Run(DatabaseSession session)
    {
        try
        {
            _result = work(session);
            return true;
        }
        catch (Exception e)
        {
            Failure = e;
            return false;
        }
    }

    public override void Complete()
    {
        if (Failure is null)
        {
            _completion.TrySetResult(_result!);
        }
        else
        {
            _completion.TrySetException(Failure);
        }
    }

    public override void Fail(Exception exception) => _completion.TrySetException(Failure ?? exception);
}
