namespace PromptToImage.Contracts;

/// <summary>
/// The errors that the functions report and the state machine retries or catches. Each is the name of an exception in
/// <c>functions/</c>, because Lambda reports a .NET exception by its type's name.
/// </summary>
public static class PromptErrorNames
{
    public const string ContentFiltered = "ContentFilteredException";
    public const string ImageCorrupt = "ImageCorruptException";
    public const string InvalidPrompt = "InvalidPromptException";
    public const string ModelOutput = "ModelOutputException";
    public const string ModelRequestRejected = "ModelRequestRejectedException";
    public const string ModelThrottled = "ModelThrottledException";
    public const string ModelUnavailable = "ModelUnavailableException";
    public const string StagedImageMissing = "StagedImageMissingException";
}
