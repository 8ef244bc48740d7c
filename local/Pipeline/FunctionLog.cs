using Amazon.Lambda.Core;

namespace PromptToImage.Pipeline;

/// <summary>
/// Writes the log of one function to the file that all functions share. An entry begins with its time and the function's name. The
/// terminal shows only prompts.
/// </summary>
/// <param name="file">Thread-safe for whole lines.</param>
/// <param name="function">The function's short name, for example <c>start</c>.</param>
internal sealed class FunctionLog(TextWriter file, string function, TimeProvider time) : ILambdaLogger
{
    public void Log(string message) => Write(message);

    public void LogLine(string message) => Write(message);

    public void Log(string level, string message) => Write($"{level} {message}");

    /// <summary>The default calls itself: https://github.com/aws/aws-lambda-dotnet/blob/831492165/Libraries/src/Amazon.Lambda.Core/ILambdaLogger.cs</summary>
    public void Log(string level, string message, params object[] args) =>
        Write(args.Length == 0 ? $"{level} {message}" : $"{level} {message} ({string.Join(", ", args)})");

    private void Write(string message) => file.WriteLine($"{time.GetUtcNow():O} {function} {message}");
}
