using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>SQLite's result codes as the two errors that callers tell apart: the storage, or the statement.</summary>
internal static class DatabaseErrors
{
    public static Exception ToException(int code, int extendedCode, string detail, string file, string sql) =>
        (code & 0xff) switch
        {
            raw.SQLITE_FULL => StorageUnavailableException.From(StorageFault.DiskFull, file, detail),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageUnavailableException.From(StorageFault.ReadOnly, file, detail),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageUnavailableException.From(StorageFault.InUse, file, detail),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageUnavailableException.From(
                StorageFault.Unreadable,
                file,
                detail
            ),
            _ => new DatabaseException(extendedCode, $"{detail} (SQLite {extendedCode}) in: {sql}"),
        };
}
