namespace PromptToImage.Jsonata.Running;

/// <summary>The error U1001, with the messages that JSONata's own exerciser and AWS Step Functions have for it.</summary>
internal static class Limits
{
    public static JsonataException StackOverflow() =>
        new("U1001", "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive.");

    public static JsonataException OutOfMemory() =>
        new("U1001", "Expression evaluation memory limit exceeded: Check for excessive memory usage");

    public static JsonataException Timeout() => new("U1001", "Expression evaluation timeout: Check for infinite loop");
}
