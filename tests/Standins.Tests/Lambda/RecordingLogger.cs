using Amazon.Lambda.Core;

namespace PromptToImage.Standins.Tests.Lambda;

/// <summary>Implements what a logger must, and nothing more.</summary>
internal sealed class RecordingLogger : ILambdaLogger
{
    public List<string> Lines { get; } = [];

    public void Log(string message)
    {
        Lines.Add(message);
    }

    public void LogLine(string message)
    {
        Lines.Add(message);
    }
}
