using Amazon.Lambda.Core;

namespace PromptToImage.Pipeline;

/// <summary>Writes the functions' log to a file in the data folder. The terminal shows only prompts.</summary>
internal sealed class FunctionLog(TextWriter file, TimeProvider time) : ILambdaLogger
{
    private readonly Lock _lock = new();

    public void Log(string message) => Write(message);

    public void LogLine(string message) => Write(message);

    public void Log(string level, string message) => Write($"{level} {message}");

    /// <summary>The default calls itself: https://github.com/aws/aws-lambda-dotnet/blob/831492165/Libraries/src/Amazon.Lambda.Core/ILambdaLogger.cs</summary>
    public void Log(string level, string message, params object[] args) =>
        Write(args.Length == 0 ? $"{level} {message}" : $"{level} {message} ({string.Join(", ", args)})");

    private void Write(string message)
    {
        lock (_lock)
        {
            file.WriteLine($"{time.GetUtcNow():O} {message}");
        }
    }
}
