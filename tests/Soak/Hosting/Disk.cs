namespace PromptToImage.Soak.Hosting;

/// <summary>The disk of the data folder, which a file can fill. The disk must be the folder's own, such as a tmpfs.</summary>
internal sealed class Disk(string folder)
{
    private readonly string _filler = Path.Combine(folder, "filler");

    public static bool IsOwn(string folder) =>
        File.Exists("/proc/mounts") && File.ReadLines("/proc/mounts").Any(mount => mount.Split(' ') is [_, var path, ..] && path == folder);

    public void Fill()
    {
        using var file = new FileStream(_filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    public void Free() => File.Delete(_filler);
}
