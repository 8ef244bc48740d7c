using System.ComponentModel;
using System.Diagnostics;
using PromptToImage.CommandLine;

namespace PromptToImage.Client;

/// <summary>Opens a file as a double click does.</summary>
internal static class DesktopViewer
{
    /// <exception cref="CommandException">The machine has no program that opens files.</exception>
    public static void Open(string path)
    {
        try
        {
            // The path is one argument and never part of a command line, so a file name cannot become a command.
            var start = OperatingSystem.IsWindows()
                ? new ProcessStartInfo(path) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path]);
            using var process = Process.Start(start);
        }
        catch (Win32Exception e)
        {
            throw CommandException.WrongUse($"{path} is stored, but this machine has no program to open it with ({e.Message}).", e);
        }
    }
}
