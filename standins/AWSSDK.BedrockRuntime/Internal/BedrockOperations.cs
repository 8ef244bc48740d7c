namespace Amazon.BedrockRuntime.Internal;

internal static class BedrockOperations
{
    internal static InvokeModelOperation InvokeModel { get; } = new();
}
