using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// S3's buckets and objects: entries in the database, contents as files. A write is seen whole or not at all, by readers
/// and after a crash at any moment; of two writes to one key the one whose entry is committed last stays.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    private const int LongestKey = 1024;
    private const string Columns = "bucket, key, version, path, size, etag, modified, description, checksum";

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly bool _survivePowerLoss;
    private readonly ObjectFiles _files;
    private readonly KeyLocks _locks = new();
    private readonly Trash _trash;

    /// <param name="folder">Where the objects' files are kept.</param>
    /// <param name="survivePowerLoss">Whether contents wait for the disk itself, as <see cref="DatabaseOptions.SurvivePowerLoss"/>.</param>
    public ObjectStore(Database database, string folder, TimeProvider time, bool survivePowerLoss = false)
    {
        _database = database;
        _time = time;
        _survivePowerLoss = survivePowerLoss;
        database.Migrate(
            "objects",
            """
            CREATE TABLE buckets (name TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE objects (
                bucket TEXT NOT NULL REFERENCES buckets (name),
                key TEXT NOT NULL,
                version INTEGER NOT NULL,
                path TEXT NOT NULL,
                size INTEGER NOT NULL,
                etag TEXT NOT NULL,
                modified INTEGER NOT NULL,
                description TEXT NOT NULL,
                checksum TEXT,
                PRIMARY KEY (bucket, key)) WITHOUT ROWID;
            CREATE INDEX objects_by_version ON objects (version);
            CREATE TABLE object_trash (number INTEGER PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, path TEXT NOT NULL);
            """
        );
        _files = new ObjectFiles(folder, database.Read(session => session.ScalarInt64("SELECT max(version) FROM objects") ?? 0));
        _trash = new Trash(_files);
        Recover();
    }

    /// <summary>Where a person finds an object's file.</summary>
    public string FileOf(StoredObject entry) => _files.FullPath(entry.Path);

    /// <summary>Creates a bucket; one that is there already is fine, as in us-east-1.</summary>
    /// <exception cref="AwsException">InvalidBucketName.</exception>
    public Task CreateBucketAsync(string bucket)
    {
        if (!BucketName.IsValid(bucket))
        {
            throw ObjectErrors.InvalidBucketName(bucket);
        }

        return _database.WriteAsync(session =>
            session.Execute("INSERT INTO buckets VALUES (?1, ?2) ON CONFLICT DO NOTHING", bucket, _time.GetUtcNow())
        );
    }

    /// <exception cref="AwsException">NoSuchBucket, BucketNotEmpty.</exception>
    public async Task DeleteBucketAsync(string bucket)
    {
        await _database.WriteAsync(session =>
        {
            Demand(session, bucket);
            if (session.ScalarInt64("SELECT 1 FROM objects WHERE bucket = ?1 LIMIT 1", bucket) is not null)
            {
                throw ObjectErrors.BucketNotEmpty(bucket);
            }

            session.Execute("DELETE FROM buckets WHERE name = ?1", bucket);
        });
        _files.DeleteEmptyFolders(bucket);
    }

    public IReadOnlyList<Bucket> Buckets() =>
        _database.Read(session =>
            session.Query("SELECT name, created FROM buckets ORDER BY name", row => new Bucket(row.GetString(0), row.GetTime(1)))
        );

    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public void DemandBucket(string bucket) =>
        _database.Read(session =>
        {
            Demand(session, bucket);
            return true;
        });

    /// <summary>An object's entry, or null.</summary>
    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public StoredObject? Find(string bucket, string key) =>
        _database.Read(session =>
        {
            var found = Find(session, bucket, key);
            if (found is null)
            {
                Demand(session, bucket);
            }

            return found;
        });

    /// <summary>Opens an object for reading.</summary>
    /// <exception cref="AwsException">NoSuchBucket, NoSuchKey; InternalError when the object's file was taken away by hand.</exception>
    public OpenedObject Open(string bucket, string key)
    {
        StoredObject? missing = null;
        while (true)
        {
            var entry = Find(bucket, key) ?? throw ObjectErrors.NoSuchKey(key);
            var content = _files.Open(entry, out var mayBeNewer);
            if (content is null)
            {
                if (entry.Version == missing?.Version)
                {
                    throw new AwsException("InternalError", $"The file {FileOf(entry)} is gone.", 500);
                }

                missing = entry;
                continue;
            }

            if (!mayBeNewer || Find(bucket, key)?.Version == entry.Version)
            {
                return new OpenedObject(entry, content);
            }

            content.Dispose();
        }
    }

    /// <summary>Begins to take content in. Not seen by anyone until <see cref="PutAsync"/>; dropped by <see cref="Discard"/>.</summary>
    /// <exception cref="AwsException">KeyTooLongError.</exception>
    public IncomingObject Receive(string key)
    {
        CheckKey(key);
        return _files.Create();
    }

    public void Discard(IncomingObject incoming)
    {
        incoming.Dispose();
        _files.Drop(incoming.Version);
    }

    /// <summary>Makes received content the object of a key; it is durable when the task ends.</summary>
    /// <exception cref="AwsException">NoSuchBucket, PreconditionFailed, NoSuchKey (with <c>If-Match</c>).</exception>
    public async Task<StoredObject> PutAsync(
        string bucket,
        string key,
        IncomingObject incoming,
        string etag,
        ObjectDescription description,
        ObjectChecksum? checksum,
        WriteConditions conditions
    )
    {
        CheckKey(key);
        incoming.Finish(_survivePowerLoss);
        var entry = new StoredObject(
            bucket,
            key,
            incoming.Version,
            ObjectPath.Of(bucket, key),
            incoming.Size,
            etag,
            _time.GetUtcNow(),
            description,
            checksum
        );
        await PlaceAsync(entry, conditions);
        return entry;
    }

    /// <summary>
    /// Makes an opened object's content that of another key too, without copying it; null where that is not possible.
    /// Files are replaced and never written to again, so that neither key sees what becomes of the other.
    /// </summary>
    /// <exception cref="AwsException">As <see cref="PutAsync"/>.</exception>
    public async Task<StoredObject?> LinkAsync(
        OpenedObject source,
        string bucket,
        string key,
        ObjectDescription description,
        WriteConditions conditions
    )
    {
        CheckKey(key);
        // What flushes a copy to the disk flushes its name as well; a link has nothing to flush.
        if (_survivePowerLoss || _files.Link(source) is not { } version)
        {
            return null;
        }

        var entry = source.Entry with
        {
            Bucket = bucket,
            Key = key,
            Version = version,
            Path = ObjectPath.Of(bucket, key),
            LastModified = _time.GetUtcNow(),
            Description = description,
        };
        await PlaceAsync(entry, conditions);
        return entry;
    }

    /// <summary>Deletes an object; one that is not there is fine. Returns whether it was.</summary>
    /// <exception cref="AwsException">NoSuchBucket, PreconditionFailed.</exception>
    public Task<bool> DeleteAsync(string bucket, string key, WriteConditions conditions) =>
        DeleteAsync(
            bucket,
            key,
            entry =>
            {
                Check(conditions, entry);
                return true;
            }
        );

    /// <summary>Deletes this content of a key; another one that has replaced it stays.</summary>
    public Task<bool> DeleteVersionAsync(StoredObject version) =>
        DeleteAsync(version.Bucket, version.Key, entry => entry.Version == version.Version);

    /// <summary>One page of a bucket's keys in the order of their UTF-8 bytes.</summary>
    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public ObjectListing List(string bucket, ListingQuery query) =>
        _database.Read(session =>
        {
            Demand(session, bucket);
            return ListingQuery.Run(
                query,
                (from, including, most) =>
                    session.Query(
                        including
                            ? $"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key >= ?2 ORDER BY key LIMIT ?3"
                            : $"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key > ?2 ORDER BY key LIMIT ?3",
                        Read,
                        bucket,
                        from,
                        most
                    )
            );
        });

    /// <summary>Keys with a prefix whose objects are older than a moment.</summary>
    public IReadOnlyList<StoredObject> OlderThan(string bucket, string prefix, DateTimeOffset moment, int most) =>
        _database.Read(session =>
            session.Query(
                $"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key >= ?2 AND key < ?3 AND modified < ?4 LIMIT ?5",
                Read,
                bucket,
                prefix,
                prefix + ListingQuery.Last,
                moment,
                most
            )
        );

    public void Dispose() => _locks.Dispose();

    /// <exception cref="AwsException">KeyTooLongError; InvalidArgument for a NUL, which the database's text cannot hold.</exception>
    internal static void CheckKey(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        if (size > LongestKey)
        {
            throw ObjectErrors.KeyTooLong(size);
        }

        if (key.Contains('\0', StringComparison.Ordinal))
        {
            throw ObjectErrors.InvalidArgument(
                "A key with a NUL character is not offered on this machine.",
                "key",
                key.Replace("\0", "\\0", StringComparison.Ordinal)
            );
        }
    }

    private async Task<bool> DeleteAsync(string bucket, string key, Predicate<StoredObject> isMeant)
    {
        using var held = await _locks.EnterAsync(bucket, key);
        var thrown = await _database.WriteAsync(session =>
        {
            var entry = Find(session, bucket, key);
            if (entry is null)
            {
                Demand(session, bucket);
            }

            if (entry is null || !isMeant(entry))
            {
                return null;
            }

            session.Execute("DELETE FROM objects WHERE bucket = ?1 AND key = ?2", bucket, key);
            return _trash.Add(session, entry);
        });
        if (thrown is null)
        {
            return false;
        }

        _trash.Remove(thrown);
        return true;
    }

    /// <summary>Commits the entry of a version whose file waits, then puts the file into its place.</summary>
    private async Task PlaceAsync(StoredObject entry, WriteConditions conditions)
    {
        using var held = await _locks.EnterAsync(entry.Bucket, entry.Key);
        _files.Expect(entry.Version);
        try
        {
            await _database.WriteAsync(session => Commit(session, entry, conditions));
        }
        catch
        {
            _files.Drop(entry.Version);
            throw;
        }

        _files.Move(entry.Version, entry.Path);
    }

    private static void Commit(DatabaseSession session, StoredObject entry, WriteConditions conditions)
    {
        Demand(session, entry.Bucket);
        if (conditions != WriteConditions.None)
        {
            var current = Find(session, entry.Bucket, entry.Key);
            if (current is null && conditions.IfMatch is not null)
            {
                throw ObjectErrors.NoSuchKey(entry.Key);
            }

            Check(conditions, current);
        }

        session.Execute(
            """
            INSERT INTO objects VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (bucket, key) DO UPDATE SET version = ?3, path = ?4, size = ?5, etag = ?6, modified = ?7, description = ?8, checksum = ?9
            """,
            entry.Bucket,
            entry.Key,
            entry.Version,
            entry.Path,
            entry.Size,
            entry.ETag,
            entry.LastModified,
            entry.Description.Store(),
            entry.Checksum?.Store()
        );
    }

    private static void Check(WriteConditions conditions, StoredObject? current)
    {
        if (conditions.Violated(current?.ETag) is { } violated)
        {
            throw ObjectErrors.PreconditionFailed(violated);
        }
    }

    private static void Demand(DatabaseSession session, string bucket)
    {
        if (session.ScalarInt64("SELECT 1 FROM buckets WHERE name = ?1", bucket) is null)
        {
            throw ObjectErrors.NoSuchBucket(bucket);
        }
    }

    private static StoredObject? Find(DatabaseSession session, string bucket, string key) =>
        session.QueryFirst($"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key = ?2", Read, bucket, key);

    private static StoredObject Read(Row row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetInt64(2),
            row.GetString(3),
            row.GetInt64(4),
            row.GetString(5),
            row.GetTime(6),
            ObjectDescription.Load(row.GetString(7)),
            ObjectChecksum.Load(row.GetStringOrNull(8))
        );

    /// <summary>Finishes what a killed process had begun: committed contents to their places, others away, deleted files too.</summary>
    private void Recover()
    {
        foreach (var version in _files.Waiting())
        {
            var path = _database.Read(session =>
                session.QueryFirst("SELECT path FROM objects WHERE version = ?1", row => row.GetString(0), version)
            );
            if (path is null)
            {
                _files.Drop(version);
            }
            else
            {
                _files.Move(version, path);
            }
        }

        _trash.Empty(_database);
    }
}
