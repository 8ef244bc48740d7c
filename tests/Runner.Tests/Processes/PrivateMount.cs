using System.Diagnostics;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>Runs a command with a file system mounted on a folder. Linux allows this to users who can create user namespaces.</summary>
internal static class PrivateMount
{
    /// <summary>A small disk. The file <c>filler</c> uses most of it.</summary>
    public static string[] NearlyFull(string folder) =>
        Command($"mount -t tmpfs -o size=8m tmpfs '{folder}' && head -c 5000000 /dev/zero > '{folder}/filler'");

    /// <summary>A disk without any space, in which the file <c>filler</c> takes all of it.</summary>
    public static string[] Full(string folder) =>
        Command($"mount -t tmpfs -o size=8m tmpfs '{folder}' && {{ head -c 9000000 /dev/zero > '{folder}/filler' 2>/dev/null || true; }}");

    public static string[] ReadOnly(string folder) => Command($"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'");

    /// <summary>The path of a folder as the process with the mount sees it.</summary>
    public static string Inside(RunnerProcess runner, string folder) => FormattableString.Invariant($"/proc/{runner.Id}/root{folder}");

    public static void SkipWhereItCannotBe(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has mount namespaces.");
        string[] command = [.. NearlyFull(folder), "true"];
        try
        {
            using var attempt = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var reason = attempt.StandardError.ReadToEnd();
            attempt.WaitForExit();
            Assert.SkipUnless(attempt.ExitCode == 0, $"Private mounts are not available: {reason}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"unshare is not available: {e.Message}");
        }
    }

    private static string[] Command(string mount) =>
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh"];
}
