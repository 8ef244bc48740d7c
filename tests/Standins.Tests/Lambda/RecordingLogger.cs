using Amazon.Lambda.Core;

namespace PromptToImage.Standins.Tests.Lambda;

/// <summary>Implements the members that a logger must implement, and no others.</summary>
internal sealed class RecordingLogger : ILambdaLogger
{
    public List<string> Lines { get; } = [];

    public void Log(string message) => Lines.Add(message);

    public void LogLine(string message) => Lines.Add(message);

    public void Log(string level, string message, params object[] args) => Lines.Add($"{level} {message} {args.Length}");
}
