using System.Globalization;
using System.Security.Cryptography;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// Multipart uploads. Each part is a file until the upload is completed, which joins the parts into the object. Thread-safe.
/// </summary>
public sealed class MultipartUploads : IDisposable
{
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: all parts except the last.
    private const long SmallestPart = 5 * 1024 * 1024;

    /// <summary>How long a repeated completion of an upload gets the same response.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(1);

    private readonly Database _database;
    private readonly ObjectStore _store;
    private readonly ObjectFiles _files;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;
    private readonly KeyLocks _locks = new();

    /// <param name="folder">The folder of the parts. It contains nothing else.</param>
    public MultipartUploads(Database database, ObjectStore store, string folder, TimeProvider time, IdGenerator ids)
    {
        _database = database;
        _store = store;
        _time = time;
        _ids = ids;
        database.Migrate("multipart", MultipartRows.Migrations);
        var known = database.Read(MultipartRows.PartVersions);
        _files = new ObjectFiles(folder, known.DefaultIfEmpty(0).Max());
        // Deletes parts that were incomplete when the process ended, and parts of uploads that no longer exist.
        foreach (var version in _files.Waiting().Where(version => !known.Contains(version)))
        {
            _files.Drop(version);
        }
    }

    public void Dispose() => _locks.Dispose();

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
        _store.RequireBucket(bucket);
        var now = _time.GetUtcNow();
        var id = _ids.NextGuid().ToString("N", CultureInfo.InvariantCulture);
        var upload = new MultipartUpload(id, bucket, key, description, algorithm, isComposite, now);
        await _database.WriteAsync(session =>
        {
            MultipartRows.DeleteCompletedBefore(session, now - RememberedFor);
            MultipartRows.Add(session, upload);
        });
        return upload;
    }

    /// <summary>Returns an upload that is open or was completed within the last day; null if it does not exist.</summary>
    public MultipartUpload? Find(string bucket, string key, string id) =>
        _database.Read(session => MultipartRows.Find(session, bucket, key, id));

    /// <summary>Lists the open uploads of a bucket in the order of their keys, and then of their creation.</summary>
    /// <param name="prefix">Only uploads whose keys begin with it.</param>
    /// <param name="afterKey">The key of the last upload of the previous page; empty for the first page.</param>
    /// <param name="afterId">The id of that upload. If it is empty, all uploads with the key are skipped.</param>
    public IReadOnlyList<MultipartUpload> ListOpen(string bucket, string prefix = "", string afterKey = "", string afterId = "")
    {
        var fromKey = string.CompareOrdinal(prefix, afterKey) > 0 ? prefix : afterKey;
        var uploads = _database.Read(session => MultipartRows.ListOpen(session, bucket, fromKey));
        var last = uploads.FindIndex(upload => upload.Key == afterKey && upload.Id == afterId);
        return
        [
            .. uploads
                .Skip(last + 1)
                .SkipWhile(upload => last < 0 && upload.Key == afterKey)
                .TakeWhile(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal)),
        ];
    }

    /// <summary>Lists the parts of an upload in the order of their numbers.</summary>
    public IReadOnlyList<UploadedPart> Parts(MultipartUpload upload) =>
        _database.Read(session => MultipartRows.Parts(session, upload.Id));

    /// <summary>Starts to receive a part. The caller passes it to <see cref="AddAsync"/> or <see cref="Discard"/>.</summary>
    public IncomingObject Receive() => _files.Create();

    public void Discard(IncomingObject incoming)
    {
        incoming.Dispose();
        _files.Drop(incoming.Version);
    }

    /// <summary>Adds a part. It replaces a part with the same number.</summary>
    /// <exception cref="AwsException">NoSuchUpload if the upload was completed or aborted meanwhile.</exception>
    public async Task<UploadedPart> AddAsync(MultipartUpload upload, int number, IncomingObject incoming, ObjectChecksum checksum)
    {
        incoming.Finish(toDisk: false);
        var etag = Convert.ToHexStringLower(incoming.Md5());
        var part = new UploadedPart(number, incoming.Version, incoming.Size, etag, checksum, _time.GetUtcNow());
        using var held = await _locks.EnterAsync(upload.Bucket, upload.Id);
        var replaced = await _database.WriteAsync(session =>
            MultipartRows.IsOpen(session, upload.Id)
                ? MultipartRows.PutPart(session, upload.Id, part)
                : throw ObjectErrors.NoSuchUpload(upload.Id)
        );
        if (replaced is { } version)
        {
            _files.Drop(version);
        }

        return part;
    }

    /// <summary>Joins parts into the object. A repeated completion with the same parts has the same result.</summary>
    /// <exception cref="AwsException">
    /// NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall, InvalidRequest, BadDigest, PreconditionFailed.
    /// </exception>
    public async Task<CompletedUpload> CompleteAsync(
        MultipartUpload upload,
        IReadOnlyList<CompletedPart> chosen,
        ExpectedObject expected,
        WriteConditions conditions
    )
    {
        using var held = await _locks.EnterAsync(upload.Bucket, upload.Id);
        var current = Find(upload.Bucket, upload.Key, upload.Id) ?? throw ObjectErrors.NoSuchUpload(upload.Id);
        if (current.Result is { } earlier)
        {
            return chosen.All(part => MultipartChecks.IsETag(part.ETag)) && ETagFor(chosen.Select(part => part.ETag)) == earlier.ETag
                ? earlier
                : throw ObjectErrors.NoSuchUpload(upload.Id);
        }

        var parts = MultipartChecks.Choose(upload, Parts(upload), chosen, SmallestPart);
        MultipartChecks.Check(upload, parts, expected);
        var result = await StoreAsync(upload, parts, expected, conditions);
        await EndAsync(upload, session => MultipartRows.Complete(session, upload.Id, result, _time.GetUtcNow()));
        return result;
    }

    /// <summary>Ends an upload and deletes its parts.</summary>
    public async Task AbortAsync(MultipartUpload upload)
    {
        using var held = await _locks.EnterAsync(upload.Bucket, upload.Id);
        await EndAsync(upload, session => MultipartRows.DeleteOpen(session, upload.Id));
    }

    /// <summary>Aborts all uploads of a bucket.</summary>
    public async Task AbortAllAsync(string bucket)
    {
        foreach (var upload in ListOpen(bucket))
        {
            await AbortAsync(upload);
        }
    }

    private async Task<CompletedUpload> StoreAsync(
        MultipartUpload upload,
        List<UploadedPart> parts,
        ExpectedObject expected,
        WriteConditions conditions
    )
    {
        var algorithm = upload.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        using var incoming = _store.Receive(upload.Key);
        ObjectChecksum? checksum;
        try
        {
            if (!upload.IsComposite)
            {
                incoming.Add(algorithm);
            }

            foreach (var part in parts)
            {
                Append(part, incoming);
            }

            checksum = upload.IsComposite ? Composite(algorithm, parts) : new ObjectChecksum(algorithm, incoming.Checksum(algorithm));
            MultipartChecks.Check(checksum, expected);
        }
        catch
        {
            _store.Discard(incoming);
            throw;
        }

        var etag = ETagFor(parts.Select(part => part.ETag));
        await _store.PutAsync(upload.Bucket, upload.Key, incoming, etag, upload.Description, checksum, conditions);
        return new CompletedUpload(etag, checksum);
    }

    private async Task EndAsync(MultipartUpload upload, Action<DatabaseSession> end)
    {
        var versions = await _database.WriteAsync(session =>
        {
            var parts = MultipartRows.DeleteParts(session, upload.Id);
            end(session);
            return parts;
        });
        foreach (var version in versions)
        {
            _files.Drop(version);
        }
    }

    private void Append(UploadedPart part, IncomingObject target)
    {
        using var content = _files.OpenWaiting(part.Version);
        var buffer = new byte[1024 * 1024];
        for (long at = 0; at < part.Size;)
        {
            var read = RandomAccess.Read(content, buffer, at);
            if (read == 0)
            {
                throw new EndOfStreamException($"The file of part {part.Number} is too short.");
            }

            target.Append(buffer.AsSpan(0, read));
            at += read;
        }
    }

    private static string ETagFor(IEnumerable<string> partETags)
    {
        var digests = partETags.Select(Convert.FromHexString).ToList();
#pragma warning disable CA5351 // An ETag is an MD5 digest by S3's definition. It secures nothing.
        var digest = MD5.HashData([.. digests.SelectMany(part => part)]);
#pragma warning restore CA5351
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(digest)}-{digests.Count}");
    }

    private static ObjectChecksum Composite(ChecksumAlgorithm algorithm, List<UploadedPart> parts)
    {
        using var sum = new RunningChecksum(algorithm);
        foreach (var part in parts)
        {
            sum.Append(Convert.FromBase64String(part.Checksum.Value));
        }

        var value = string.Create(CultureInfo.InvariantCulture, $"{sum.Finish()}-{parts.Count}");
        return new ObjectChecksum(algorithm, value, IsComposite: true);
    }
}
