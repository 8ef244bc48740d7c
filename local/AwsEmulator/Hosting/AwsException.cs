namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// An error response of an AWS service. Each protocol writes it in its own format.
/// </summary>
/// <param name="code">The error code, without namespace: <c>QueueDoesNotExist</c>, <c>NoSuchKey</c>.</param>
/// <param name="message">AWS's message.</param>
/// <param name="status">The HTTP status.</param>
public sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>The HTTP status of the response.</summary>
    public int Status { get; } = status;

    /// <summary>
    /// The code in the Query protocol, if it differs from <see cref="Code"/> (SQS: <c>AWS.SimpleQueueService.NonExistentQueue</c>).
    /// </summary>
    public string? QueryCode { get; init; }

    /// <summary>Additional members of the error's JSON, or elements of its XML.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Whether the request caused the error (<c>Sender</c> in the Query protocol) or the service (<c>Receiver</c>).</summary>
    public bool IsClientError => Status < 500;
}
