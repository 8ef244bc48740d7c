using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// Creates a further name (a hard link) of an open file, which saves a copy. Only for files that no longer change.
/// https://man7.org/linux/man-pages/man2/linkat.2.html
/// </summary>
internal static partial class FileLink
{
    private const int CurrentFolder = -100;
    private const int FollowSymbolicLink = 0x400;

    /// <summary>
    /// Returns whether the name was created. Some systems and file systems cannot, and a file whose last name was deleted cannot be linked.
    /// </summary>
    public static bool TryCreate(SafeFileHandle file, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }
        // Links the open file instead of its name, because another file can have the name by now.
        var opened = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{file.DangerousGetHandle()}");
        var created = LinkAt(CurrentFolder, opened, CurrentFolder, name, FollowSymbolicLink) == 0;
        GC.KeepAlive(file);
        return created;
    }

    [LibraryImport("libc", EntryPoint = "linkat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(int oldFolder, string oldName, int newFolder, string newName, int flags);
}
