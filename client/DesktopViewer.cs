using System.ComponentModel;
using System.Diagnostics;

namespace PromptToImage.Client;

/// <summary>Opens a file as a double click would.</summary>
internal static class DesktopViewer
{
    /// <exception cref="ClientException">The machine has nothing to open files with.</exception>
    public static void Open(string path)
    {
        try
        {
            // The path is one argument, never a command line: a file name cannot become a command.
            var start = OperatingSystem.IsWindows()
                ? new ProcessStartInfo(path) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path]);
            using var process = Process.Start(start);
        }
        catch (Win32Exception e)
        {
            throw ClientException.WrongUse($"{path} is there, but this machine has no program to open it with ({e.Message}).");
        }
    }
}
