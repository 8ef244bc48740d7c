namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The states of a move task; AWS writes them in capitals.</summary>
internal enum MoveStatus
{
    Running,
    Completed,
    Cancelling,
    Cancelled,
    Failed,
}
