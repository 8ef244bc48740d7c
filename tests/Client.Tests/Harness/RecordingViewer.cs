using System.Runtime.Versioning;

namespace PromptToImage.Client.Tests.Harness;

/// <summary>Takes the place of the desktop's program that opens files, and records the file that it gets.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecordingViewer
{
    private readonly string _record;

    private RecordingViewer(string record) => _record = record;

    /// <summary>Installs the viewer for a client.</summary>
    public static async Task<RecordingViewer> InstallAsync(TemporaryFolder folder, ClientProgram client)
    {
        var viewer = folder["xdg-open"];
        await File.WriteAllTextAsync(viewer, "#!/bin/sh\necho \"$1\" > \"$0.opened\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(viewer, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete($"{viewer}.opened");
        client.Environment["PATH"] = $"{folder.Path}:/usr/bin:/bin";
        return new RecordingViewer($"{viewer}.opened");
    }

    /// <summary>Waits for the viewer, for which the client does not wait.</summary>
    public async Task<string> OpenedAsync()
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (File.Exists(_record) && await File.ReadAllTextAsync(_record, TestContext.Current.CancellationToken) is { Length: > 0 } path)
            {
                return path.TrimEnd();
            }

            await Task.Yield();
        }
    }
}
