using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The tables of buckets and of objects' entries.</summary>
internal static class ObjectRows
{
    public const string Migrations = """
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
        """;

    private const string Columns = "bucket, key, version, path, size, etag, modified, description, checksum";

    /// <summary>The number of the version that was stored last; 0 without objects.</summary>
    public static long LastVersion(DatabaseSession session) => session.ScalarInt64("SELECT max(version) FROM objects") ?? 0;

    public static void AddBucket(DatabaseSession session, string bucket, DateTimeOffset created) =>
        session.Execute("INSERT INTO buckets VALUES (?1, ?2) ON CONFLICT DO NOTHING", bucket, created);

    /// <exception cref="AwsException">NoSuchBucket, BucketNotEmpty.</exception>
    public static void DeleteBucket(DatabaseSession session, string bucket)
    {
        RequireBucket(session, bucket);
        if (session.ScalarInt64("SELECT 1 FROM objects WHERE bucket = ?1 LIMIT 1", bucket) is not null)
        {
            throw ObjectErrors.BucketNotEmpty(bucket);
        }

        session.Execute("DELETE FROM buckets WHERE name = ?1", bucket);
    }

    public static IReadOnlyList<Bucket> Buckets(DatabaseSession session) =>
        session.Query("SELECT name, created FROM buckets ORDER BY name", row => new Bucket(row.GetString(0), row.GetTime(1)));

    /// <exception cref="AwsException">NoSuchBucket.</exception>
    public static void RequireBucket(DatabaseSession session, string bucket)
    {
        if (session.ScalarInt64("SELECT 1 FROM buckets WHERE name = ?1", bucket) is null)
        {
            throw ObjectErrors.NoSuchBucket(bucket);
        }
    }

    public static StoredObject? Find(DatabaseSession session, string bucket, string key) =>
        session.QueryFirst($"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key = ?2", Read, bucket, key);

    /// <summary>The file path of a committed version; null if no object has this version.</summary>
    public static string? PathOf(DatabaseSession session, long version) =>
        session.QueryFirst("SELECT path FROM objects WHERE version = ?1", row => row.GetString(0), version);

    /// <summary>Objects in the order of their keys' UTF-8 bytes.</summary>
    /// <param name="from">The key to begin at.</param>
    /// <param name="including">Whether an object with the key <paramref name="from"/> is part of the page.</param>
    public static List<StoredObject> Page(DatabaseSession session, string bucket, string from, bool including, int limit) =>
        session.Query(
            $"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key {(including ? ">=" : ">")} ?2 ORDER BY key LIMIT ?3",
            Read,
            bucket,
            from,
            limit
        );

    public static List<StoredObject> StoredBefore(
        DatabaseSession session,
        string bucket,
        string prefix,
        DateTimeOffset moment,
        int limit
    ) =>
        session.Query(
            $"SELECT {Columns} FROM objects WHERE bucket = ?1 AND key >= ?2 AND key < ?3 AND modified < ?4 LIMIT ?5",
            Read,
            bucket,
            prefix,
            prefix + ListingQuery.Last,
            moment,
            limit
        );

    public static void Put(DatabaseSession session, StoredObject entry) =>
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

    public static void Delete(DatabaseSession session, string bucket, string key) =>
        session.Execute("DELETE FROM objects WHERE bucket = ?1 AND key = ?2", bucket, key);

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
}
