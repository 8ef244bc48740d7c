using PromptToImage.AwsEmulator.Objects.Checksums;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The tables of multipart uploads and of their parts.</summary>
internal static class MultipartRows
{
    private const string Columns = "id, bucket, key, description, algorithm, composite, created, etag, checksum";

    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE uploads (
            id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, description TEXT NOT NULL,
            algorithm TEXT, composite INTEGER NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE upload_parts (
            upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL, version INTEGER NOT NULL,
            size INTEGER NOT NULL, etag TEXT NOT NULL, checksum TEXT NOT NULL, modified INTEGER NOT NULL,
            PRIMARY KEY (upload, number)) WITHOUT ROWID;
        """,
        """
        ALTER TABLE uploads ADD COLUMN etag TEXT;
        ALTER TABLE uploads ADD COLUMN checksum TEXT;
        ALTER TABLE uploads ADD COLUMN completed INTEGER;
        """,
    ];

    public static void Add(DatabaseSession session, MultipartUpload upload) =>
        session.Execute(
            $"INSERT INTO uploads ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL)",
            upload.Id,
            upload.Bucket,
            upload.Key,
            upload.Description.Store(),
            upload.Algorithm?.Name(),
            upload.IsComposite,
            upload.Created
        );

    public static MultipartUpload? Find(DatabaseSession session, string bucket, string key, string id) =>
        session.QueryFirst($"SELECT {Columns} FROM uploads WHERE id = ?1 AND bucket = ?2 AND key = ?3", Read, id, bucket, key);

    public static bool IsOpen(DatabaseSession session, string id) =>
        session.ScalarInt64("SELECT 1 FROM uploads WHERE id = ?1 AND completed IS NULL", id) is not null;

    /// <summary>The open uploads of a bucket in the order of their keys, and then of their creation.</summary>
    /// <param name="fromKey">The key to begin at.</param>
    public static List<MultipartUpload> ListOpen(DatabaseSession session, string bucket, string fromKey) =>
        session.Query(
            $"SELECT {Columns} FROM uploads WHERE bucket = ?1 AND key >= ?2 AND completed IS NULL ORDER BY key, created, id",
            Read,
            bucket,
            fromKey
        );

    public static void Complete(DatabaseSession session, string id, CompletedUpload result, DateTimeOffset completed) =>
        session.Execute(
            "UPDATE uploads SET etag = ?2, checksum = ?3, completed = ?4 WHERE id = ?1",
            id,
            result.ETag,
            result.Checksum?.Store(),
            completed
        );

    public static void DeleteOpen(DatabaseSession session, string id) =>
        session.Execute("DELETE FROM uploads WHERE id = ?1 AND completed IS NULL", id);

    public static void DeleteCompletedBefore(DatabaseSession session, DateTimeOffset moment) =>
        session.Execute("DELETE FROM uploads WHERE completed < ?1", moment);

    /// <summary>The parts of an upload in the order of their numbers.</summary>
    public static List<UploadedPart> Parts(DatabaseSession session, string uploadId) =>
        session.Query(
            "SELECT number, version, size, etag, checksum, modified FROM upload_parts WHERE upload = ?1 ORDER BY number",
            row => new UploadedPart(
                row.GetInt32(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetString(3),
                ObjectChecksum.Load(row.GetString(4))!,
                row.GetTime(5)
            ),
            uploadId
        );

    /// <summary>Adds a part; returns the version of the part with the same number that it replaces.</summary>
    public static long? PutPart(DatabaseSession session, string uploadId, UploadedPart part)
    {
        var replaced = session.ScalarInt64("SELECT version FROM upload_parts WHERE upload = ?1 AND number = ?2", uploadId, part.Number);
        session.Execute(
            "INSERT OR REPLACE INTO upload_parts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            uploadId,
            part.Number,
            part.Version,
            part.Size,
            part.ETag,
            part.Checksum.Store(),
            part.Modified
        );
        return replaced;
    }

    /// <summary>Deletes all parts of an upload; returns their versions.</summary>
    public static List<long> DeleteParts(DatabaseSession session, string uploadId)
    {
        var versions = session.Query("SELECT version FROM upload_parts WHERE upload = ?1", row => row.GetInt64(0), uploadId);
        session.Execute("DELETE FROM upload_parts WHERE upload = ?1", uploadId);
        return versions;
    }

    /// <summary>The versions of the parts of all uploads.</summary>
    public static HashSet<long> PartVersions(DatabaseSession session) =>
        [.. session.Query("SELECT version FROM upload_parts", row => row.GetInt64(0))];

    private static MultipartUpload Read(Row row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            ObjectDescription.Load(row.GetString(3)),
            row.GetStringOrNull(4) is { } name ? ChecksumNames.Parse(name) : null,
            row.GetBoolean(5),
            row.GetTime(6),
            row.GetStringOrNull(7) is { } etag ? new CompletedUpload(etag, ObjectChecksum.Load(row.GetStringOrNull(8))) : null
        );
}
