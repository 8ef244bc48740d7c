using System.Collections.Concurrent;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// Deletes the files of deleted objects. A note about the file is committed together with the deletion of the entry. After a crash between
/// this commit and the deletion of the file, the next start deletes the file. Notes that are done are deleted in a later transaction.
/// </summary>
internal sealed class Trash(ObjectFiles files)
{
    private readonly ConcurrentQueue<long> _done = new();

    public Note Add(DatabaseSession session, StoredObject entry)
    {
        while (_done.TryDequeue(out var number))
        {
            session.Execute("DELETE FROM object_trash WHERE number = ?1", number);
        }

        session.Execute("INSERT INTO object_trash (bucket, key, path) VALUES (?1, ?2, ?3)", entry.Bucket, entry.Key, entry.Path);
        return new Note(session.LastInsertRowId, entry.Path);
    }

    public void Remove(Note note)
    {
        files.Delete(note.Path);
        _done.Enqueue(note.Number);
    }

    /// <summary>At start: deletes the files that a crash left. A key that has an object again keeps its file.</summary>
    public void Empty(Database database)
    {
        var paths = database.Read(session =>
            session.Query(
                "SELECT path FROM object_trash AS t WHERE NOT EXISTS (SELECT 1 FROM objects AS o WHERE o.bucket = t.bucket AND o.key = t.key)",
                row => row.GetString(0)
            )
        );
        foreach (var path in paths)
        {
            files.Delete(path);
        }

        database.WriteAsync(session => session.Execute("DELETE FROM object_trash")).GetAwaiter().GetResult();
    }

    /// <summary>A note that the file at a path must be deleted.</summary>
    public sealed record Note(long Number, string Path);
}
