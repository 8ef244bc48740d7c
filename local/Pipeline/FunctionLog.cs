using Amazon.Lambda.Core;

namespace PromptToImage.Pipeline;

/// <summary>Writes the functions' log to a file in the data folder. The terminal shows only prompts.</summary>
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
