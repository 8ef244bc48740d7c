namespace PromptToImage.AwsEmulator.Storage;

/// <summary>SQLite refused a statement: a broken constraint, or wrong SQL.</summary>
/// <param name="code">SQLite's extended result code, see https://sqlite.org/rescode.html.</param>
public sealed class DatabaseException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>A row with the same key was there already.</summary>
    public bool IsConflict => (Code & 0xff) == SQLitePCL.raw.SQLITE_CONSTRAINT;
}
