namespace PromptToImage.AwsEmulator.Storage;

/// <summary>A piece of work on its way to the writer.</summary>
internal abstract class WorkItem
{
    public Exception? Failure { get; protected set; }

    /// <summary>Runs the work; false when it threw, with the exception in <see cref="Failure"/>.</summary>
    public abstract bool Run(DatabaseSession session);

    /// <summary>Tells the caller the outcome; only once the transaction is committed.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}
