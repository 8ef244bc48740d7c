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

    public void Dispose() => _lock.Dispose();

    internal static void EnsureExists(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw StorageUnavailableException.From(ErrorFor(e), path, e.Message);
        }
    }

    // HResult contains the system's error: errno on Unix, the Win32 code on Windows.
    private static StorageError ErrorFor(Exception e) =>
        e.HResult switch
        {
            28 or unchecked((int)0x80070070) => StorageError.DiskFull, // ENOSPC, ERROR_DISK_FULL
            11 or 35 or unchecked((int)0x80070020) => StorageError.InUse, // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION
            _ => StorageError.ReadOnly,
        };

    // A file of its own, because a locked file cannot be read on Windows.
    private static string HolderFile(string path) => System.IO.Path.Combine(path, "lock.pid");

    private static string Holder(string path, Exception e) =>
        File.Exists(HolderFile(path)) ? $"process {File.ReadAllText(HolderFile(path))}" : e.Message;
}
