using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>Maps SQLite's result codes to exceptions: the storage cannot be used, or the statement failed.</summary>
internal static class DatabaseErrors
{
    public static Exception ToException(int code, int extendedCode, string detail, string file, string sql) =>
        (code & 0xff) switch
        {
            raw.SQLITE_FULL => StorageUnavailableException.From(StorageError.DiskFull, file, detail),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageUnavailableException.From(StorageError.ReadOnly, file, detail),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageUnavailableException.From(StorageError.InUse, file, detail),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageUnavailableException.From(
                StorageError.Unreadable,
                file,
                detail
            ),
            _ => new DatabaseException(extendedCode, $"{detail} (SQLite {extendedCode}) in: {sql}"),
        };
}
