namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// A refusal as AWS words it: each protocol writes it in its own shape. <paramref name="code"/> is the short
/// name (<c>QueueDoesNotExist</c>, <c>NoSuchKey</c>), without namespace.
/// </summary>
public sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>
    /// The name that the Query protocol gives this error where it differs from <see cref="Code"/>
    /// (SQS: <c>AWS.SimpleQueueService.NonExistentQueue</c>).
    /// </summary>
    public string? QueryCode { get; init; }

    /// <summary>Further members of the error's JSON body, or elements of its XML.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Whether the caller is at fault; the Query protocol says <c>Sender</c> or <c>Receiver</c>.</summary>
    public bool IsSendersFault => Status < 500;
}
