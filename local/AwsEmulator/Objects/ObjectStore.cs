using System.Collections.Concurrent;
using System.Text;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// The buckets and objects of S3. Entries are rows of the database, contents are files. A write takes effect completely or not at all, for
/// readers and after a crash. Of two concurrent writes to a key, the one that is committed last remains. Thread-safe.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    private const int MaxKeyBytes = 1024;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly bool _survivePowerLoss;
    private readonly ObjectFiles _files;
    private readonly KeyLocks _locks = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<LifecycleRule>> _lifecycles = new(StringComparer.Ordinal);
    private readonly Trash _trash;

    /// <param name="folder">The folder of the objects' files.</param>
    /// <param name="survivePowerLoss">
    /// Whether a write waits until the content is on the disk, as <see cref="DatabaseOptions.SurvivePowerLoss"/>.
    /// </param>
    public ObjectStore(Database database, string folder, TimeProvider time, bool survivePowerLoss = false)
    {
        _database = database;
        _time = time;
        _survivePowerLoss = survivePowerLoss;
        database.Migrate("objects", ObjectRows.Migrations);
        _files = new ObjectFiles(folder, database.Read(ObjectRows.LastVersion));
        _trash = new Trash(_files);
        Recover();
    }

    /// <summary>Returns the path of the file that contains an object.</summary>
    public string FilePath(StoredObject entry) => _files.FullPath(entry.Path);

    /// <summary>Creates a bucket. As in us-east-1, it is no error if the bucket exists.</summary>
    /// <exception cref="AwsException">InvalidBucketName.</exception>
    public Task CreateBucketAsync(string bucket)
    {
        if (!BucketName.IsValid(bucket))
        {
            throw ObjectErrors.InvalidBucketName(bucket);
        }

        return _database.WriteAsync(session => ObjectRows.AddBucket(session, bucket, _time.GetUtcNow()));
    }

    /// <exception cref="AwsException">NoSuchBucket, BucketNotEmpty.</exception>
    public async Task DeleteBucketAsync(string bucket)
    {
        await _database.WriteAsync(session => ObjectRows.DeleteBucket(session, bucket));
        _files.DeleteEmptyFolders(bucket);
    }

    /// <summary>Sets the lifecycle rules of a bucket. They are not stored: the host sets them after each start.</summary>
    public void SetLifecycle(string bucket, IReadOnlyList<LifecycleRule> rules) => _lifecycles[bucket] = rules;

    /// <summary>The lifecycle rules of all buckets.</summary>
    internal IEnumerable<(string Bucket, LifecycleRule Rule)> Lifecycles =>
        _lifecycles.SelectMany(bucket => bucket.Value.Select(rule => (bucket.Key, rule)));

    public IReadOnlyList<Bucket> Buckets() => _database.Read(ObjectRows.Buckets);

    /// <summary>Checks that a bucket exists.</summary>
    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public void RequireBucket(string bucket) =>
        _database.Read(session =>
        {
            ObjectRows.RequireBucket(session, bucket);
            return true;
        });

    /// <summary>Returns the entry of an object; null if the key has none.</summary>
    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public StoredObject? Find(string bucket, string key) =>
        _database.Read(session =>
        {
            var found = ObjectRows.Find(session, bucket, key);
            if (found is null)
            {
                ObjectRows.RequireBucket(session, bucket);
            }

            return found;
        });

    /// <summary>Opens an object for reading.</summary>
    /// <exception cref="AwsException">
    /// NoSuchBucket, NoSuchKey; InternalError if the object's file was deleted outside this program.
    /// </exception>
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
                    throw new AwsException("InternalError", $"The file {FilePath(entry)} does not exist.", 500);
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

    /// <summary>
    /// Starts to receive the content of an object. The caller passes it to <see cref="PutAsync"/> or <see cref="Discard"/>.
    /// </summary>
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

    /// <summary>Stores received content as the object of a key. The object is durable when the task completes.</summary>
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
            _files.PathFor(bucket, key),
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
    /// Stores the content of an opened object under another key, without copying it. Null if the file system cannot link files. A change of
    /// one of the keys does not affect the other, because files are replaced and never changed.
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
        // A link cannot be flushed to the disk, because flushing a file does not flush its further names.
        if (_survivePowerLoss || _files.Link(source) is not { } version)
        {
            return null;
        }

        var entry = source.Entry with
        {
            Bucket = bucket,
            Key = key,
            Version = version,
            Path = _files.PathFor(bucket, key),
            LastModified = _time.GetUtcNow(),
            Description = description,
        };
        await PlaceAsync(entry, conditions);
        return entry;
    }

    /// <summary>Deletes an object. Returns whether it existed.</summary>
    /// <exception cref="AwsException">NoSuchBucket, PreconditionFailed.</exception>
    public Task<bool> DeleteAsync(string bucket, string key, WriteConditions conditions) =>
        DeleteAsync(
            bucket,
            key,
            entry =>
            {
                Check(conditions, entry, key);
                return true;
            }
        );

    /// <summary>Deletes an object unless its content was replaced meanwhile.</summary>
    public Task<bool> DeleteVersionAsync(StoredObject version) =>
        DeleteAsync(version.Bucket, version.Key, entry => entry?.Version == version.Version);

    /// <summary>Returns one page of a bucket's keys, in the order of their UTF-8 bytes.</summary>
    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public ObjectListing List(string bucket, ListingQuery query) =>
        _database.Read(session =>
        {
            ObjectRows.RequireBucket(session, bucket);
            return ListingQuery.Run(query, (from, including, limit) => ObjectRows.Page(session, bucket, from, including, limit));
        });

    /// <summary>Returns objects with a key prefix that were stored before a moment.</summary>
    public IReadOnlyList<StoredObject> StoredBefore(string bucket, string prefix, DateTimeOffset moment, int limit) =>
        _database.Read(session => ObjectRows.StoredBefore(session, bucket, prefix, moment, limit));

    public void Dispose() => _locks.Dispose();

    /// <exception cref="AwsException">KeyTooLongError; InvalidArgument for a NUL character, which the database cannot store.</exception>
    internal static void CheckKey(string key)
    {
        var size = Encoding.UTF8.GetByteCount(key);
        if (size > MaxKeyBytes)
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

    private async Task<bool> DeleteAsync(string bucket, string key, Predicate<StoredObject?> isExpected)
    {
        using var held = await _locks.EnterAsync(bucket, key);
        var note = await _database.WriteAsync(session =>
        {
            var entry = ObjectRows.Find(session, bucket, key);
            if (entry is null)
            {
                ObjectRows.RequireBucket(session, bucket);
            }

            if (!isExpected(entry) || entry is null)
            {
                return null;
            }

            ObjectRows.Delete(session, bucket, key);
            return _trash.Add(session, entry);
        });
        if (note is null)
        {
            return false;
        }

        _trash.Remove(note);
        return true;
    }

    /// <summary>Commits the entry of a received version, then moves its file to the object's path.</summary>
    private async Task PlaceAsync(StoredObject entry, WriteConditions conditions)
    {
        using var held = await _locks.EnterAsync(entry.Bucket, entry.Key);
        _files.MarkCommitting(entry.Version);
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
        ObjectRows.RequireBucket(session, entry.Bucket);
        if (conditions != WriteConditions.None)
        {
            Check(conditions, ObjectRows.Find(session, entry.Bucket, entry.Key), entry.Key);
        }

        ObjectRows.Put(session, entry);
    }

    private static void Check(WriteConditions conditions, StoredObject? current, string key)
    {
        if (current is null && conditions.IfMatch is not null)
        {
            throw ObjectErrors.NoSuchKey(key);
        }

        if (conditions.FindViolated(current?.ETag) is { } violated)
        {
            throw ObjectErrors.PreconditionFailed(violated);
        }
    }

    /// <summary>
    /// After a crash: moves the files of committed versions to their paths, and deletes those of other versions and of deleted objects.
    /// </summary>
    private void Recover()
    {
        foreach (var version in _files.Waiting())
        {
            var path = _database.Read(session => ObjectRows.PathOf(session, version));
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
