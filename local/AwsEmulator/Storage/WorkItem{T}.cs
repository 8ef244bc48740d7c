using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.AwsEmulator.Storage;

internal sealed class WorkItem<T>(Func<DatabaseSession, T> work) : WorkItem
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the work throws belongs to its caller, not to the writer.")]
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
            _completion.SetResult(_result!);
        }
        else
        {
            _completion.SetException(Failure);
        }
    }

    public override void Fail(Exception exception) => _completion.SetException(Failure ?? exception);
}
