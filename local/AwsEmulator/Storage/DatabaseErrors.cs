using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>Maps SQLite's result codes to exceptions: the storage cannot be used, or the statement failed.</summary>
internal static class DatabaseErrors
{
    private const int SharedMemorySize = 32 * 1024;

    public static Exception ToException(int code, int extendedCode, string detail, string file, string sql) =>
        (code & 0xff) switch
        {
            raw.SQLITE_FULL => StorageUnavailableException.From(StorageError.DiskFull, file, detail),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageUnavailableException.From(StorageError.ReadOnly, file, detail),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageUnavailableException.From(StorageError.InUse, file, detail),
            raw.SQLITE_IOERR when IsDiskFull(file) => StorageUnavailableException.From(StorageError.DiskFull, file, detail),
            raw.SQLITE_CANTOPEN when OpenError(file) is { } error => StorageUnavailableException.From(error, file, detail),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageUnavailableException.From(
                StorageError.Unreadable,
                file,
                detail
            ),
            _ => new DatabaseException(extendedCode, $"{detail} (SQLite {extendedCode}) in: {sql}"),
        };

    // SQLite reports an I/O error if the shared memory of the write-ahead log does not fit on the disk.
    private static bool IsDiskFull(string file)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace < SharedMemorySize;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // SQLite does not say why it cannot open a file.
    private static StorageError? OpenError(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is FileNotFoundException or DirectoryNotFoundException ? null : DataFolder.ErrorFor(e);
        }
    }
}
