using Amazon.Lambda.Core;

namespace PromptToImage.Pipeline;

/// <summary>The functions' log, in a file of the data folder: a terminal is for the prompts.</summary>
internal sealed class FunctionLog(TextWriter file, TimeProvider time) : ILambdaLogger
{
    private readonly Lock _lock = new();

    public void Log(string message) => Write(message);

    public void LogLine(string message) => Write(message);

    public void Log(string level, string message) => Write($"{level} {message}");

    private void Write(string message)
    {
        lock (_lock)
        {
            file.WriteLine($"{time.GetUtcNow():O} {message}");
        }
    }
}
