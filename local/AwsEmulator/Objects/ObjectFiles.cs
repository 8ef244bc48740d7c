using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// The files of the objects. Content is first written to <c>.incoming/</c>, under the number of its version, and moved to the object's path
/// after its entry is committed. Therefore a file at an object's path is always complete. After a crash, the number shows whether a file in
/// <c>.incoming/</c> was committed and must be moved, or must be deleted.
/// </summary>
internal sealed class ObjectFiles
{
    private readonly string _folder;
    private readonly string _incoming;
    private readonly ConcurrentDictionary<long, bool> _notMoved = new();
    private readonly ConcurrentDictionary<string, bool> _createdFolders = new(StringComparer.Ordinal);
    private readonly bool _ignoresCase;
    private long _lastVersion;

    public ObjectFiles(string folder, long lastVersion)
    {
        _folder = folder;
        _incoming = Path.Combine(folder, ".incoming");
        Directory.CreateDirectory(_incoming);
        _ignoresCase = Directory.Exists(Path.Combine(folder, ".INCOMING"));
        _lastVersion = Math.Max(lastVersion, Waiting().DefaultIfEmpty(0).Max());
    }

    /// <summary>The path of an object's file. It is stored with the object, so that a folder can be moved to another file system.</summary>
    public string PathFor(string bucket, string key) => ObjectPath.For(bucket, key, _ignoresCase);

    public string FullPath(string path) => Path.Combine(_folder, path);

    public IncomingObject Create()
    {
        var version = Interlocked.Increment(ref _lastVersion);
        return new IncomingObject(version, IncomingFile(version));
    }

    /// <summary>
    /// Creates a version with the content of an opened object, without copying it. Null if the file system cannot link files.
    /// </summary>
    public long? Link(OpenedObject source)
    {
        var version = Interlocked.Increment(ref _lastVersion);
        return source.TryLink(IncomingFile(version)) ? version : null;
    }

    /// <summary>Returns the versions whose files are in <c>.incoming/</c>.</summary>
    public List<long> Waiting() =>
        [
            .. Directory
                .EnumerateFiles(_incoming)
                .Select(Path.GetFileName)
                .Where(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(name => long.Parse(name!, CultureInfo.InvariantCulture)),
        ];

    /// <summary>
    /// Declares that the version's entry is being committed. Until <see cref="Move"/>, readers find the content in <c>.incoming/</c>.
    /// </summary>
    public void MarkCommitting(long version) => _notMoved[version] = true;

    /// <summary>Deletes the file of a version that was not moved.</summary>
    public void Drop(long version)
    {
        _notMoved.TryRemove(version, out _);
        File.Delete(IncomingFile(version));
    }

    /// <summary>Moves the file of a committed version to the object's path.</summary>
    public void Move(long version, string path)
    {
        var target = FullPath(path);
        var folder = Path.GetDirectoryName(target)!;
        if (_createdFolders.TryAdd(folder, true))
        {
            Directory.CreateDirectory(folder);
        }

        try
        {
            File.Move(IncomingFile(version), target, overwrite: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The folder was deleted outside this program.
            Directory.CreateDirectory(folder);
            File.Move(IncomingFile(version), target, overwrite: true);
        }

        _notMoved.TryRemove(version, out _);
        // rename(2) does nothing if both names are links to the same file.
        File.Delete(IncomingFile(version));
    }

    /// <summary>Opens the content of an entry; null if it was deleted after the entry was read.</summary>
    /// <param name="mayBeNewer">Whether the file may belong to a later version, so that the caller must read the entry again.</param>
    public SafeFileHandle? Open(StoredObject stored, out bool mayBeNewer)
    {
        mayBeNewer = false;
        if (_notMoved.ContainsKey(stored.Version) && TryOpen(IncomingFile(stored.Version)) is { } waiting)
        {
            return waiting;
        }

        mayBeNewer = true;
        return TryOpen(FullPath(stored.Path));
    }

    /// <summary>Opens the file of a version in <c>.incoming/</c>.</summary>
    public SafeFileHandle OpenWaiting(long version) => File.OpenHandle(IncomingFile(version));

    public void Delete(string path)
    {
        try
        {
            File.Delete(FullPath(path));
        }
        catch (DirectoryNotFoundException)
        {
            // Without its folder the file does not exist either.
        }
    }

    /// <summary>Deletes the empty folders of a bucket.</summary>
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

            _createdFolders.TryRemove(folder, out _);
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
