namespace PromptToImage.AwsEmulator.Storage;

/// <summary>A statement failed: it violates a constraint, or its SQL is wrong.</summary>
/// <param name="code">SQLite's extended result code, see https://sqlite.org/rescode.html.</param>
public sealed class DatabaseException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
