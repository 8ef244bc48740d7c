using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// A further name for a file that is open: its content without copying it. Only for files that nobody writes to any more.
/// https://man7.org/linux/man-pages/man2/linkat.2.html
/// </summary>
internal static partial class FileLink
{
    private const int CurrentFolder = -100;
    private const int FollowSymbolicLink = 0x400;

    /// <summary>Whether the name was made: not every system and file system can, and not when the file has no name left.</summary>
    public static bool TryCreate(SafeFileHandle file, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }
        // By the open file and not by its name, which may be another file's by now.
        var opened = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}");
        var created = LinkAt(CurrentFolder, opened, CurrentFolder, name, FollowSymbolicLink) == 0;
        GC.KeepAlive(file);
        return created;
    }

    [LibraryImport("libc", EntryPoint = "linkat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(int oldFolder, string oldName, int newFolder, string newName, int flags);
}
