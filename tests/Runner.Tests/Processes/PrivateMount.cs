using System.Diagnostics;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>Commands with a file system of their own mounted on a folder: Linux lets anyone do that, who may make user namespaces.</summary>
internal static class PrivateMount
{
    /// <summary>A small disk, of which a file <c>filler</c> takes the most.</summary>
    public static string[] NearlyFull(string folder) =>
        Command($"mount -t tmpfs -o size=8m tmpfs '{folder}' && head -c 5000000 /dev/zero > '{folder}/filler'");

    public static string[] ReadOnly(string folder) => Command($"mount --bind '{folder}' '{folder}' && mount -o remount,ro,bind '{folder}'");

    /// <summary>A folder as the process sees it that mounted something there.</summary>
    public static string Inside(RunnerProcess runner, string folder) => FormattableString.Invariant($"/proc/{runner.Id}/root{folder}");

    public static void SkipWhereItCannotBe(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has namespaces of mounts");
        string[] command = [.. NearlyFull(folder), "true"];
        try
        {
            using var attempt = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            var reason = attempt.StandardError.ReadToEnd();
            attempt.WaitForExit();
            Assert.SkipUnless(attempt.ExitCode == 0, $"no mount of one's own here: {reason}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Assert.Skip($"no unshare here: {e.Message}");
        }
    }

    private static string[] Command(string mount) =>
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh"];
}
