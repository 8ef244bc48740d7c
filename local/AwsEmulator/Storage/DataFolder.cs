using System.Globalization;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// The data folder, which one process at a time can use. The lock is the operating system's lock on an open file: it ends with the process,
/// however that ends, so there are no stale locks.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    public string Path { get; }

    public string ObjectsFolder => System.IO.Path.Combine(Path, "objects");

    public string DatabaseFile => System.IO.Path.Combine(Path, "state.db");

    /// <summary>Locks the folder for this process. Creates it if it does not exist.</summary>
    /// <exception cref="StorageUnavailableException">Another process uses the folder, or it cannot be written.</exception>
    public static DataFolder Lock(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        EnsureExists(full);
        var file = System.IO.Path.Combine(full, "lock");
        FileStream? stream = null;
        try
        {
            stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderFile(full), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(full, stream);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            stream?.Dispose();
            var error = ErrorFor(e);
            throw StorageUnavailableException.From(error, full, error == StorageError.InUse ? Holder(full, e) : e.Message);
        }
    }

    /// <summary>
    /// Checks that the database has not lost its content. SQLite takes an empty file for a new database, and ignores a write-ahead log
    /// that it cannot read, so that everything would seem to be gone.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The database is empty, although there are objects, or its log is damaged.</exception>
    public void CheckDatabase()
    {
        // The folder for objects is created after the database's first commit.
        if (new FileInfo(DatabaseFile) is { Exists: true, Length: 0 } && Directory.Exists(ObjectsFolder))
        {
            throw StorageUnavailableException.From(StorageError.Unreadable, DatabaseFile, "it is empty, but it had data");
        }

        var log = DatabaseFile + "-wal";
        if (File.Exists(log) && !WriteAheadLog.HasValidHeader(log))
        {
            throw StorageUnavailableException.From(StorageError.Unreadable, log, "it is not a write-ahead log of SQLite");
        }
    }

    public void Dispose() => _lock.Dispose();

    internal static void EnsureExists(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // The system finds no folder here if the path leads through a file.
            var error = e is DirectoryNotFoundException ? StorageError.ReadOnly : ErrorFor(e);
            throw StorageUnavailableException.From(error, path, e.Message);
        }
    }

    // HResult contains the system's error: errno on Unix, the Win32 code on Windows.
    internal static StorageError ErrorFor(Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => StorageError.Unreadable,
            _ => ErrorFor(e.HResult),
        };

    private static StorageError ErrorFor(int code) =>
        code switch
        {
            28 or 122 or unchecked((int)0x80070070) => StorageError.DiskFull, // ENOSPC, EDQUOT of Linux, ERROR_DISK_FULL
            24 or 23 or unchecked((int)0x80070004) => StorageError.TooManyOpenFiles, // EMFILE, ENFILE, ERROR_TOO_MANY_OPEN_FILES
            11 or 35 or unchecked((int)0x80070020) => StorageError.InUse, // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION
            _ => StorageError.ReadOnly,
        };

    // A file of its own, because a locked file cannot be read on Windows.
    private static string HolderFile(string path) => System.IO.Path.Combine(path, "lock.pid");

    private static string Holder(string path, Exception e) =>
        File.Exists(HolderFile(path)) ? $"process {File.ReadAllText(HolderFile(path))}" : e.Message;
}
