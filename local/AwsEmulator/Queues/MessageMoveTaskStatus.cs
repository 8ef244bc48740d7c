namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The status of a message move task. The database contains these names; AWS writes them in upper case.</summary>
internal enum MessageMoveTaskStatus
{
    Running,
    Completed,
    Cancelling,
    Cancelled,
    Failed,
}
