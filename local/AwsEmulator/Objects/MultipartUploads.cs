using System.Globalization;
using System.Security.Cryptography;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>Uploads in parts. Parts are files of their own until the upload completes, when they are joined into the object.</summary>
public sealed class MultipartUploads
{
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: all parts but the last.
    private const long SmallestPart = 5 * 1024 * 1024;

    private readonly Database _database;
    private readonly ObjectStore _store;
    private readonly ObjectFiles _files;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;

    /// <param name="folder">Where parts are kept; nothing else is.</param>
    public MultipartUploads(Database database, ObjectStore store, string folder, TimeProvider time, IdGenerator ids)
    {
        _database = database;
        _store = store;
        _time = time;
        _ids = ids;
        database.Migrate(
            "multipart",
            """
            CREATE TABLE uploads (
                id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, description TEXT NOT NULL,
                algorithm TEXT, composite INTEGER NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE upload_parts (
                upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE, number INTEGER NOT NULL, version INTEGER NOT NULL,
                size INTEGER NOT NULL, etag TEXT NOT NULL, checksum TEXT NOT NULL, modified INTEGER NOT NULL,
                PRIMARY KEY (upload, number)) WITHOUT ROWID;
            """
        );
        var known = database.Read(session => session.Query("SELECT version FROM upload_parts", row => row.GetInt64(0))).ToHashSet();
        _files = new ObjectFiles(folder, known.DefaultIfEmpty(0).Max());
        // What was being received when the process ended, or belonged to an upload that has ended.
        foreach (var version in _files.Waiting().Where(version => !known.Contains(version)))
        {
            _files.Drop(version);
        }
    }

    /// <exception cref="AwsException">NoSuchBucket, KeyTooLongError.</exception>
    public async Task<MultipartUpload> CreateAsync(
        string bucket,
        string key,
        ObjectDescription description,
        ChecksumAlgorithm? algorithm,
        bool isComposite
    )
    {
        ObjectStore.CheckKey(key);
        _store.DemandBucket(bucket);
        var upload = new MultipartUpload(
            _ids.NextGuid().ToString("N", CultureInfo.InvariantCulture),
            bucket,
            key,
            description,
            algorithm,
            isComposite,
            _time.GetUtcNow()
        );
        await _database.WriteAsync(session =>
            session.Execute(
                "INSERT INTO uploads VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                upload.Id,
                bucket,
                key,
                description.Store(),
                algorithm?.Name(),
                isComposite,
                upload.Created
            )
        );
        return upload;
    }

    public MultipartUpload? Find(string bucket, string key, string id) =>
        _database.Read(session =>
            session.QueryFirst(
                "SELECT id, bucket, key, description, algorithm, composite, created FROM uploads WHERE id = ?1 AND bucket = ?2 AND key = ?3",
                Read,
                id,
                bucket,
                key
            )
        );

    /// <summary>A bucket's uploads by key and then by age.</summary>
    /// <param name="prefix">How their keys begin.</param>
    /// <param name="afterKey">The key of the last one known; empty for none.</param>
    /// <param name="afterId">Its id: without one, all uploads of that key are known.</param>
    public IReadOnlyList<MultipartUpload> Open(string bucket, string prefix = "", string afterKey = "", string afterId = "")
    {
        var uploads = _database.Read(session =>
            session.Query(
                "SELECT id, bucket, key, description, algorithm, composite, created FROM uploads WHERE bucket = ?1 AND key >= ?2 ORDER BY key, created, id",
                Read,
                bucket,
                string.CompareOrdinal(prefix, afterKey) > 0 ? prefix : afterKey
            )
        );
        var known = uploads.FindIndex(upload => upload.Key == afterKey && upload.Id == afterId);
        return
        [
            .. uploads
                .Skip(known + 1)
                .SkipWhile(upload => known < 0 && upload.Key == afterKey)
                .TakeWhile(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)),
        ];
    }

    /// <summary>An upload's parts by number.</summary>
    public IReadOnlyList<UploadedPart> Parts(MultipartUpload upload) =>
        _database.Read(session =>
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
                upload.Id
            )
        );

    public IncomingObject Receive() => _files.Create();

    public void Discard(IncomingObject incoming)
    {
        incoming.Dispose();
        _files.Drop(incoming.Version);
    }

    /// <summary>Adds a part, in place of one of the same number.</summary>
    /// <exception cref="AwsException">NoSuchUpload, when it has ended meanwhile.</exception>
    public async Task<UploadedPart> AddAsync(MultipartUpload upload, int number, IncomingObject incoming, ObjectChecksum checksum)
    {
        incoming.Finish(toDisk: false);
        var part = new UploadedPart(
            number,
            incoming.Version,
            incoming.Size,
            Convert.ToHexStringLower(incoming.Md5()),
            checksum,
            _time.GetUtcNow()
        );
        var replaced = await _database.WriteAsync(session =>
        {
            if (session.ScalarInt64("SELECT 1 FROM uploads WHERE id = ?1", upload.Id) is null)
            {
                throw ObjectErrors.NoSuchUpload(upload.Id);
            }

            var before = session.ScalarInt64("SELECT version FROM upload_parts WHERE upload = ?1 AND number = ?2", upload.Id, number);
            session.Execute(
                "INSERT OR REPLACE INTO upload_parts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                upload.Id,
                number,
                part.Version,
                part.Size,
                part.ETag,
                checksum.Store(),
                part.Modified
            );
            return before;
        });
        if (replaced is { } version)
        {
            _files.Drop(version);
        }

        return part;
    }

    /// <summary>Joins parts into the object.</summary>
    /// <exception cref="AwsException">InvalidPart, InvalidPartOrder, EntityTooSmall, PreconditionFailed.</exception>
    public async Task<StoredObject> CompleteAsync(
        MultipartUpload upload,
        IReadOnlyList<(int Number, string ETag)> chosen,
        WriteConditions conditions
    )
    {
        var parts = Choose(upload, chosen);
        var algorithm = upload.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        using var incoming = _store.Receive(upload.Key);
        try
        {
            if (!upload.IsComposite)
            {
                incoming.Add(algorithm);
            }

            foreach (var part in parts)
            {
                Join(part, incoming);
            }
        }
        catch
        {
            _store.Discard(incoming);
            throw;
        }

        var checksum = upload.IsComposite ? Composite(algorithm, parts) : new ObjectChecksum(algorithm, incoming.Checksum(algorithm));
        var entry = await _store.PutAsync(upload.Bucket, upload.Key, incoming, ETagOf(parts), upload.Description, checksum, conditions);
        await AbortAsync(upload);
        return entry;
    }

    /// <summary>Ends an upload and drops its parts.</summary>
    public async Task AbortAsync(MultipartUpload upload)
    {
        var versions = await _database.WriteAsync(session =>
        {
            var parts = session.Query("SELECT version FROM upload_parts WHERE upload = ?1", row => row.GetInt64(0), upload.Id);
            session.Execute("DELETE FROM uploads WHERE id = ?1", upload.Id);
            return parts;
        });
        foreach (var version in versions)
        {
            _files.Drop(version);
        }
    }

    public async Task AbortAllAsync(string bucket)
    {
        foreach (var upload in Open(bucket))
        {
            await AbortAsync(upload);
        }
    }

    private List<UploadedPart> Choose(MultipartUpload upload, IReadOnlyList<(int Number, string ETag)> chosen)
    {
        var known = Parts(upload).ToDictionary(part => part.Number);
        List<UploadedPart> parts = [];
        foreach (var (number, etag) in chosen)
        {
            if (!known.TryGetValue(number, out var part) || part.ETag != etag)
            {
                throw new AwsException(
                    "InvalidPart",
                    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag."
                );
            }

            if (parts.Count > 0 && parts[^1].Number >= number)
            {
                throw new AwsException(
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number."
                );
            }

            parts.Add(part);
        }

        if (parts.SkipLast(1).FirstOrDefault(part => part.Size < SmallestPart) is { } small)
        {
            throw new AwsException("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
            {
                Details = new Dictionary<string, string>
                {
                    ["ProposedSize"] = small.Size.ToString(CultureInfo.InvariantCulture),
                    ["MinSizeAllowed"] = "5242880",
                },
            };
        }

        return parts;
    }

    private void Join(UploadedPart part, IncomingObject target)
    {
        using var content = _files.OpenWaiting(part.Version);
        var buffer = new byte[1024 * 1024];
        for (long at = 0; at < part.Size;)
        {
            var read = RandomAccess.Read(content, buffer, at);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file of part {part.Number} is shorter than it was.");
            }

            target.Append(buffer.AsSpan(0, read));
            at += read;
        }
    }

    private static string ETagOf(List<UploadedPart> parts)
    {
#pragma warning disable CA5351 // An ETag is an MD5 by S3's definition; nothing is secured by it.
        var digest = MD5.HashData([.. parts.SelectMany(part => Convert.FromHexString(part.ETag))]);
#pragma warning restore CA5351
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(digest)}-{parts.Count}");
    }

    private static ObjectChecksum? Composite(ChecksumAlgorithm algorithm, List<UploadedPart> parts)
    {
        // Parts sent with another checksum than the upload's leave nothing to compose.
        if (parts.Exists(part => part.Checksum.Algorithm != algorithm))
        {
            return null;
        }

        using var sum = new RunningChecksum(algorithm);
        foreach (var part in parts)
        {
            sum.Append(Convert.FromBase64String(part.Checksum.Value));
        }

        return new ObjectChecksum(
            algorithm,
            string.Create(CultureInfo.InvariantCulture, $"{sum.Finish()}-{parts.Count}"),
            IsComposite: true
        );
    }

    private static MultipartUpload Read(Row row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            ObjectDescription.Load(row.GetString(3)),
            row.GetStringOrNull(4) is { } name ? ChecksumNames.Parse(name) : null,
            row.GetBoolean(5),
            row.GetTime(6)
        );
}
