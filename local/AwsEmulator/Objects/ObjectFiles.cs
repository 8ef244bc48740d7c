using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// The objects' files. Content is written to <c>.incoming/</c> under its version's number and moved to its place only
/// after its entry is committed; so a file in its place is always whole, and after a crash the number tells whether a
/// file still waiting was committed (it is moved then) or not (it goes).
/// </summary>
internal sealed class ObjectFiles
{
    private readonly string _folder;
    private readonly string _incoming;
    private readonly ConcurrentDictionary<long, bool> _committedNotMoved = new();
    private readonly ConcurrentDictionary<string, bool> _foldersMade = new(StringComparer.Ordinal);
    private long _lastVersion;

    public ObjectFiles(string folder, long lastVersion)
    {
        _folder = folder;
        _incoming = Path.Combine(folder, ".incoming");
        Directory.CreateDirectory(_incoming);
        _lastVersion = Math.Max(lastVersion, Waiting().DefaultIfEmpty(0).Max());
    }

    public string FullPath(string path) => Path.Combine(_folder, path);

    public IncomingObject Create()
    {
        var version = Interlocked.Increment(ref _lastVersion);
        return new IncomingObject(version, IncomingFile(version));
    }

    /// <summary>A version with the content of an opened one, without copying it; null where that is not possible.</summary>
    public long? Link(OpenedObject source)
    {
        var version = Interlocked.Increment(ref _lastVersion);
        return source.TryLink(IncomingFile(version)) ? version : null;
    }

    /// <summary>Versions whose files wait, from before the process started.</summary>
    public List<long> Waiting() =>
        [
            .. Directory
                .EnumerateFiles(_incoming)
                .Select(Path.GetFileName)
                .Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(name => long.Parse(name!, CultureInfo.InvariantCulture)),
        ];

    /// <summary>From here until <see cref="Move"/>, the version's entry may be found and its content is read where it waits.</summary>
    public void Expect(long version) => _committedNotMoved[version] = true;

    public void Drop(long version)
    {
        _committedNotMoved.TryRemove(version, out _);
        File.Delete(IncomingFile(version));
    }

    /// <summary>Puts a committed version's file into its place.</summary>
    public void Move(long version, string path)
    {
        var target = FullPath(path);
        var folder = Path.GetDirectoryName(target)!;
        if (_foldersMade.TryAdd(folder, true))
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            File.Move(IncomingFile(version), target, overwrite: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody has tidied the data folder up.
            Directory.CreateDirectory(folder);
            File.Move(IncomingFile(version), target, overwrite: true);
        }

        _committedNotMoved.TryRemove(version, out _);
        // A link onto another name of its own file is left where it is: rename(2).
        File.Delete(IncomingFile(version));
    }

    /// <summary>Opens an entry's content; null when it is gone since the entry was read.</summary>
    /// <param name="mayBeNewer">Whether the file opened may be a later version's, so that the entry must be looked at again.</param>
    public SafeFileHandle? Open(StoredObject stored, out bool mayBeNewer)
    {
        mayBeNewer = false;
        if (_committedNotMoved.ContainsKey(stored.Version) && TryOpen(IncomingFile(stored.Version)) is { } waiting)
        {
            return waiting;
        }

        mayBeNewer = true;
        return TryOpen(FullPath(stored.Path));
    }

    /// <summary>Opens content that stays where it was received.</summary>
    public SafeFileHandle OpenWaiting(long version) => File.OpenHandle(IncomingFile(version));

    public void Delete(string path)
    {
        try
        {
            File.Delete(FullPath(path));
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
        }
    }

    /// <summary>Removes a bucket's folder as far as it is empty.</summary>
    public void DeleteEmptyFolders(string bucket)
    {
        var root = FullPath(bucket);
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (
            var folder in Directory
                .EnumerateDirectories(root, "*", SearchOption.AllDirectories)
                .Append(root)
                .OrderByDescending(name => name.Length)
        )
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }

            _foldersMade.TryRemove(folder, out _);
        }
    }

    private static SafeFileHandle? TryOpen(string file)
    {
        try
        {
            return File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string IncomingFile(long version) => Path.Combine(_incoming, version.ToString(CultureInfo.InvariantCulture));
}
