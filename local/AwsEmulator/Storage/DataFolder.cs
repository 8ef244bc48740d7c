using System.Globalization;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// The folder that one process owns while it runs. The lock is the operating system's own on an open file:
/// it goes with the process however that ends, so there is never a stale one to remove.
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

    /// <summary>Takes the folder for this process, creating it where it is not there.</summary>
    /// <exception cref="StorageUnavailableException">Another process holds it, or it cannot be written.</exception>
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
            var fault = FaultOf(e);
            throw StorageUnavailableException.From(fault, full, fault == StorageFault.InUse ? Holder(full, e) : e.Message);
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
            throw StorageUnavailableException.From(FaultOf(e), path, e.Message);
        }
    }

    // .NET hands on the system's own number: errno on Unix, Win32's on Windows.
    private static StorageFault FaultOf(Exception e) =>
        e.HResult switch
        {
            28 or unchecked((int)0x80070070) => StorageFault.DiskFull, // ENOSPC, ERROR_DISK_FULL
            11 or 35 or unchecked((int)0x80070020) => StorageFault.InUse, // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION
            _ => StorageFault.ReadOnly,
        };

    // Beside the lock, since a locked file cannot be read.
    private static string HolderFile(string path) => System.IO.Path.Combine(path, "lock.pid");

    private static string Holder(string path, Exception e) =>
        File.Exists(HolderFile(path)) ? $"process {File.ReadAllText(HolderFile(path))}" : e.Message;
}
