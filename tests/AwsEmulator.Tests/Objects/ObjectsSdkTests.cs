using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace PromptToImage.AwsEmulator.Tests.Objects;

/// <summary>S3 with AWS's client for .NET.</summary>
public sealed class ObjectsSdkTests : IAsyncLifetime
{
    private const string Bucket = "photos";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;
    private AmazonS3Client _s3 = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        _s3 = new AmazonS3Client(
            new BasicAWSCredentials("any", "any"),
            new AmazonS3Config
            {
                ServiceURL = _emulator.Endpoint.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 0,
            }
        );
        await _s3.PutBucketAsync(Bucket, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _s3.Dispose();
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_object_is_returned_as_it_was_stored()
    {
        var put = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "images/é 1+2.png",
            ContentType = "image/png",
            InputStream = Content("photo"),
        };
        put.Metadata["model"] = "core";
        put.Headers.CacheControl = "max-age=60";
        put.Headers.ContentDisposition = "inline";
        var stored = await _s3.PutObjectAsync(put, Cancellation);
        Assert.Equal("\"1679d6b1ec0cfa3e43862e9d1a9f1dd4\"".Length, stored.ETag.Length);
        using var got = await _s3.GetObjectAsync(Bucket, "images/é 1+2.png", Cancellation);
        Assert.Equal(
            ("photo", "image/png", "core", "max-age=60", "inline", stored.ETag),
            (
                await TextAsync(got),
                got.Headers.ContentType,
                got.Metadata["model"],
                got.Headers.CacheControl,
                got.Headers.ContentDisposition,
                got.ETag
            )
        );
        var head = await _s3.GetObjectMetadataAsync(Bucket, "images/é 1+2.png", Cancellation);
        Assert.Equal((5L, "image/png", "core"), (head.ContentLength, head.Headers.ContentType, head.Metadata["model"]));
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task Each_checksum_of_the_client_is_verified_and_stored(string algorithm)
    {
        foreach (var chunked in new[] { true, false })
        {
            await _s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = Bucket,
                    Key = "a",
                    InputStream = Content("checked"),
                    ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm),
                    UseChunkEncoding = chunked,
                },
                Cancellation
            );
            using var got = await _s3.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = Bucket,
                    Key = "a",
                    ChecksumMode = ChecksumMode.ENABLED,
                },
                Cancellation
            );
            Assert.Equal("checked", await TextAsync(got));
            Assert.Equal(ChecksumType.FULL_OBJECT, got.ChecksumType);
            Assert.NotNull(
                algorithm switch
                {
                    "CRC32" => got.ChecksumCRC32,
                    "SHA1" => got.ChecksumSHA1,
                    _ => got.ChecksumSHA256,
                }
            );
        }
    }

    [Fact]
    public async Task A_large_object_is_uploaded_in_chunks_and_read_in_ranges()
    {
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        await _s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = "large",
                InputStream = new MemoryStream(bytes),
            },
            Cancellation
        );
        using var all = await _s3.GetObjectAsync(Bucket, "large", Cancellation);
        Assert.Equal(bytes, await BytesAsync(all));
        using var part = await _s3.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = "large",
                ByteRange = new ByteRange(1_000_000, 1_999_999),
            },
            Cancellation
        );
        Assert.Equal((HttpStatusCode.PartialContent, "bytes 1000000-1999999/3000000"), (part.HttpStatusCode, part.ContentRange));
        Assert.Equal(bytes[1_000_000..2_000_000], await BytesAsync(part));
        await ThrowsAsync(
            "InvalidRange",
            HttpStatusCode.RequestedRangeNotSatisfiable,
            () =>
                _s3.GetObjectAsync(
                    new GetObjectRequest
                    {
                        BucketName = Bucket,
                        Key = "large",
                        ByteRange = new ByteRange(3_000_000, 3_000_001),
                    },
                    Cancellation
                )
        );
    }

    [Fact]
    public async Task A_missing_bucket_key_or_upload_gives_the_error_of_S3()
    {
        await ThrowsAsync("NoSuchKey", HttpStatusCode.NotFound, () => _s3.GetObjectAsync(Bucket, "missing", Cancellation));
        await ThrowsAsync("NoSuchBucket", HttpStatusCode.NotFound, () => _s3.GetObjectAsync("no-such-bucket", "missing", Cancellation));
        await ThrowsAsync(
            "NoSuchBucket",
            HttpStatusCode.NotFound,
            () => _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "no-such-bucket" }, Cancellation)
        );
        await ThrowsAsync("NotFound", HttpStatusCode.NotFound, () => _s3.GetObjectMetadataAsync(Bucket, "missing", Cancellation));
        await ThrowsAsync("NoSuchUpload", HttpStatusCode.NotFound, () => _s3.AbortMultipartUploadAsync(Bucket, "missing", "u", Cancellation));
        await ThrowsAsync(
            "NoSuchKey",
            HttpStatusCode.NotFound,
            () => _s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = Bucket, Key = "missing", IfMatch = "*" }, Cancellation)
        );
        Assert.Equal(HttpStatusCode.NoContent, (await _s3.DeleteObjectAsync(Bucket, "missing", Cancellation)).HttpStatusCode);
    }

    [Fact]
    public async Task Conditions_on_reads_writes_and_deletes_are_checked()
    {
        var put = await PutAsync("a", "one");
        await ThrowsAsync(
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed,
            () =>
                _s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = Bucket,
                        Key = "a",
                        ContentBody = "two",
                        IfNoneMatch = "*",
                    },
                    Cancellation
                )
        );
        await ThrowsAsync(
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed,
            () =>
                _s3.GetObjectAsync(
                    new GetObjectRequest
                    {
                        BucketName = Bucket,
                        Key = "a",
                        EtagToMatch = "\"other\"",
                    },
                    Cancellation
                )
        );
        var notModified = await Assert.ThrowsAsync<AmazonS3Exception>(() =>
            _s3.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = Bucket,
                    Key = "a",
                    EtagToNotMatch = put.ETag,
                },
                Cancellation
            )
        );
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
        await _s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = "a",
                ContentBody = "two",
                IfMatch = put.ETag,
            },
            Cancellation
        );
        await ThrowsAsync(
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed,
            () =>
                _s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = Bucket,
                        Key = "a",
                        ContentBody = "three",
                        IfMatch = put.ETag,
                    },
                    Cancellation
                )
        );
        await ThrowsAsync(
            "NoSuchKey",
            HttpStatusCode.NotFound,
            () =>
                _s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = Bucket,
                        Key = "missing",
                        ContentBody = "three",
                        IfMatch = put.ETag,
                    },
                    Cancellation
                )
        );
    }

    [Fact]
    public async Task A_copy_keeps_or_replaces_the_metadata()
    {
        var put = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "staging/é x",
            ContentBody = "photo",
            ContentType = "image/png",
        };
        put.Metadata["a"] = "b";
        var original = await _s3.PutObjectAsync(put, Cancellation);
        var copy = await _s3.CopyObjectAsync(Bucket, "staging/é x", Bucket, "images/kept.png", Cancellation);
        Assert.Equal(original.ETag, copy.ETag);
        var replacing = new CopyObjectRequest
        {
            SourceBucket = Bucket,
            SourceKey = "staging/é x",
            DestinationBucket = Bucket,
            DestinationKey = "images/replaced.png",
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = "image/jpeg",
        };
        replacing.Metadata["c"] = "d";
        await _s3.CopyObjectAsync(replacing, Cancellation);
        var kept = await _s3.GetObjectMetadataAsync(Bucket, "images/kept.png", Cancellation);
        var replaced = await _s3.GetObjectMetadataAsync(Bucket, "images/replaced.png", Cancellation);
        Assert.Equal(
            ("image/png", "b", "image/jpeg", null, "d"),
            (kept.Headers.ContentType, kept.Metadata["a"], replaced.Headers.ContentType, replaced.Metadata["a"], replaced.Metadata["c"])
        );
        await ThrowsAsync(
            "InvalidRequest",
            HttpStatusCode.BadRequest,
            () => _s3.CopyObjectAsync(Bucket, "staging/é x", Bucket, "staging/é x", Cancellation)
        );
        await ThrowsAsync("NoSuchKey", HttpStatusCode.NotFound, () => _s3.CopyObjectAsync(Bucket, "missing", Bucket, "b", Cancellation));
        await ThrowsAsync(
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed,
            () =>
                _s3.CopyObjectAsync(
                    new CopyObjectRequest
                    {
                        SourceBucket = Bucket,
                        SourceKey = "staging/é x",
                        DestinationBucket = Bucket,
                        DestinationKey = "b",
                        ETagToMatch = "\"x\"",
                    },
                    Cancellation
                )
        );
    }

    [Fact]
    public async Task A_copy_does_not_change_when_it_is_repeated_and_its_source_is_replaced_or_deleted()
    {
        await PutAsync("a", "one");
        await _s3.CopyObjectAsync(Bucket, "a", Bucket, "b", Cancellation);
        await _s3.CopyObjectAsync(Bucket, "a", Bucket, "b", Cancellation);
        await _s3.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = Bucket,
                SourceKey = "a",
                DestinationBucket = Bucket,
                DestinationKey = "a",
                MetadataDirective = S3MetadataDirective.REPLACE,
            },
            Cancellation
        );
        await PutAsync("a", "two");
        await _s3.DeleteObjectAsync(Bucket, "a", Cancellation);
        using var copy = await _s3.GetObjectAsync(Bucket, "b", Cancellation);
        Assert.Equal("one", await TextAsync(copy));
        Assert.Empty(Directory.GetFiles(_folder["objects/.incoming"]));
    }

    [Fact]
    public async Task Keys_are_listed_in_pages_and_grouped()
    {
        string[] keys = ["a/1", "a/2", "b", "c d/é", "z"];
        foreach (var key in keys)
        {
            await PutAsync(key, key);
        }

        List<string> found = [];
        var request = new ListObjectsV2Request { BucketName = Bucket, MaxKeys = 2 };
        ListObjectsV2Response page;
        do
        {
            page = await _s3.ListObjectsV2Async(request, Cancellation);
            found.AddRange(page.S3Objects.Select(one => one.Key));
            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);
        Assert.Equal(keys, found);
        var grouped = await _s3.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = Bucket,
                Delimiter = "/",
                StartAfter = "a/2",
            },
            Cancellation
        );
        Assert.Equal(["b", "z"], grouped.S3Objects.Select(one => one.Key));
        Assert.Equal(["c d/"], grouped.CommonPrefixes);
        Assert.Equal(3, grouped.KeyCount);
        var old = await _s3.ListObjectsAsync(
            new ListObjectsRequest
            {
                BucketName = Bucket,
                Delimiter = "/",
                MaxKeys = 1,
            },
            Cancellation
        );
        Assert.Equal(("a/", "a/", true), (old.CommonPrefixes.Single(), old.NextMarker, old.IsTruncated!.Value));
        var rest = await _s3.ListObjectsAsync(
            new ListObjectsRequest
            {
                BucketName = Bucket,
                Delimiter = "/",
                Marker = old.NextMarker,
            },
            Cancellation
        );
        Assert.Equal(["b", "z"], rest.S3Objects.Select(one => one.Key));
        Assert.Equal(["c d/"], rest.CommonPrefixes);
    }

    [Fact]
    public async Task Many_objects_are_deleted_at_once_and_an_empty_bucket_is_deleted()
    {
        string[] keys = ["a", "b/c", "<&>"];
        foreach (var key in keys)
        {
            await PutAsync(key, key);
        }

        await ThrowsAsync("BucketNotEmpty", HttpStatusCode.Conflict, () => _s3.DeleteBucketAsync(Bucket, Cancellation));
        var deleted = await _s3.DeleteObjectsAsync(
            new DeleteObjectsRequest
            {
                BucketName = Bucket,
                Objects = [.. keys.Append("missing").Select(key => new KeyVersion { Key = key })],
            },
            Cancellation
        );
        Assert.Equal([.. keys, "missing"], deleted.DeletedObjects.Select(one => one.Key));
        await _s3.DeleteBucketAsync(Bucket, Cancellation);
        Assert.Empty((await _s3.ListBucketsAsync(Cancellation)).Buckets ?? []);
        await _s3.PutBucketAsync(Bucket, Cancellation);
        await PutAsync("a", "again");
    }

    [Fact]
    public async Task A_multipart_upload_becomes_one_object_with_the_etag_of_its_parts()
    {
        var bytes = new byte[(5 * 1024 * 1024) + 1000];
        new Random(2).NextBytes(bytes);
        var upload = await _s3.InitiateMultipartUploadAsync(Bucket, "parts.bin", Cancellation);
        List<PartETag> parts = [];
        for (var number = 1; number <= 2; number++)
        {
            var from = (number - 1) * 5 * 1024 * 1024;
            var part = await _s3.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = Bucket,
                    Key = "parts.bin",
                    UploadId = upload.UploadId,
                    PartNumber = number,
                    InputStream = new MemoryStream(bytes[from..Math.Min(bytes.Length, from + (5 * 1024 * 1024))]),
                },
                Cancellation
            );
            parts.Add(new PartETag(number, part.ETag));
        }

        await ThrowsAsync(
            "InvalidPart",
            HttpStatusCode.BadRequest,
            () =>
                _s3.CompleteMultipartUploadAsync(
                    new CompleteMultipartUploadRequest
                    {
                        BucketName = Bucket,
                        Key = "parts.bin",
                        UploadId = upload.UploadId,
                        PartETags = [new PartETag(1, "\"0\"")],
                    },
                    Cancellation
                )
        );
        var done = await _s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = Bucket,
                Key = "parts.bin",
                UploadId = upload.UploadId,
                PartETags = parts,
            },
            Cancellation
        );
        Assert.EndsWith("-2\"", done.ETag, StringComparison.Ordinal);
        using var got = await _s3.GetObjectAsync(Bucket, "parts.bin", Cancellation);
        Assert.Equal(bytes, await BytesAsync(got));
        Assert.Empty((await _s3.ListMultipartUploadsAsync(Bucket, Cancellation)).MultipartUploads ?? []);
        Assert.Empty(Directory.GetFiles(_folder["uploads/.incoming"]));
    }

    [Fact]
    public async Task Parts_and_open_uploads_are_listed_in_pages_and_aborted()
    {
        await PutAsync("source", "0123456789");
        var upload = (await _s3.InitiateMultipartUploadAsync(Bucket, "a/parts", Cancellation)).UploadId;
        await _s3.InitiateMultipartUploadAsync(Bucket, "a/parts", Cancellation);
        await _s3.InitiateMultipartUploadAsync(Bucket, "b", Cancellation);
        await UploadPartAsync("a/parts", upload, 1, "x");
        await _s3.CopyPartAsync(
            new CopyPartRequest
            {
                SourceBucket = Bucket,
                SourceKey = "source",
                DestinationBucket = Bucket,
                DestinationKey = "a/parts",
                UploadId = upload,
                PartNumber = 2,
                FirstByte = 2,
                LastByte = 4,
            },
            Cancellation
        );
        var first = await _s3.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = Bucket,
                Key = "a/parts",
                UploadId = upload,
                MaxParts = 1,
            },
            Cancellation
        );
        Assert.Equal((1, true, 1), (first.Parts.Single().PartNumber, first.IsTruncated, first.NextPartNumberMarker));
        var second = await _s3.ListPartsAsync(
            new ListPartsRequest
            {
                BucketName = Bucket,
                Key = "a/parts",
                UploadId = upload,
                PartNumberMarker = "1",
            },
            Cancellation
        );
        Assert.Equal((2, 3L, false), (second.Parts.Single().PartNumber, second.Parts.Single().Size, second.IsTruncated));

        var page = await _s3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest
            {
                BucketName = Bucket,
                Prefix = "a/",
                MaxUploads = 1,
            },
            Cancellation
        );
        var rest = await _s3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest
            {
                BucketName = Bucket,
                Prefix = "a/",
                KeyMarker = page.NextKeyMarker,
                UploadIdMarker = page.NextUploadIdMarker,
            },
            Cancellation
        );
        List<MultipartUpload> open = [.. page.MultipartUploads, .. rest.MultipartUploads];
        Assert.Equal((2, true, false), (open.Select(one => one.UploadId).Distinct().Count(), page.IsTruncated, rest.IsTruncated));
        foreach (var one in open)
        {
            await _s3.AbortMultipartUploadAsync(Bucket, one.Key, one.UploadId, Cancellation);
        }

        Assert.Equal(["b"], (await _s3.ListMultipartUploadsAsync(Bucket, Cancellation)).MultipartUploads.Select(one => one.Key));
    }

    [Fact]
    public async Task An_invalid_completion_of_an_upload_gives_the_error_of_S3()
    {
        var upload = (await _s3.InitiateMultipartUploadAsync(Bucket, "parts", Cancellation)).UploadId;
        var (one, two) = (await UploadPartAsync("parts", upload, 1, "x"), await UploadPartAsync("parts", upload, 2, "y"));
        await ThrowsAsync("EntityTooSmall", HttpStatusCode.BadRequest, () => CompleteAsync(one, two));
        await ThrowsAsync("InvalidPart", HttpStatusCode.BadRequest, () => CompleteAsync(new PartETag(3, one.ETag)));
        await ThrowsAsync("InvalidArgument", HttpStatusCode.BadRequest, () => UploadPartAsync("parts", upload, 10_001, "z"));
        await ThrowsAsync("NoSuchUpload", HttpStatusCode.NotFound, () => UploadPartAsync("other", upload, 1, "z"));
        var first = await CompleteAsync(one);
        var second = await CompleteAsync(one);
        Assert.Equal((first.ETag, first.ChecksumCRC64NVME), (second.ETag, second.ChecksumCRC64NVME));
        await ThrowsAsync("NoSuchUpload", HttpStatusCode.NotFound, () => CompleteAsync(two));
        await ThrowsAsync("NoSuchUpload", HttpStatusCode.NotFound, () => UploadPartAsync("parts", upload, 2, "z"));

        Task<CompleteMultipartUploadResponse> CompleteAsync(params PartETag[] parts) =>
            _s3.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = Bucket,
                    Key = "parts",
                    UploadId = upload,
                    PartETags = [.. parts],
                },
                Cancellation
            );
    }

    [Fact]
    public async Task Buckets_are_listed_in_pages_and_described()
    {
        foreach (var name in new[] { "listed-1", "listed-2", "listed-3" })
        {
            await _s3.PutBucketAsync(name, Cancellation);
        }

        var first = await _s3.ListBucketsAsync(new ListBucketsRequest { Prefix = "listed-", MaxBuckets = 2 }, Cancellation);
        var second = await _s3.ListBucketsAsync(
            new ListBucketsRequest { Prefix = "listed-", ContinuationToken = first.ContinuationToken },
            Cancellation
        );
        Assert.Equal(["listed-1", "listed-2", "listed-3"], first.Buckets.Concat(second.Buckets).Select(bucket => bucket.BucketName));
        Assert.Null(second.ContinuationToken);
        Assert.Equal(
            "us-east-1",
            (await _s3.HeadBucketAsync(new HeadBucketRequest { BucketName = "listed-1" }, Cancellation)).BucketRegion
        );
        Assert.Equal("", (await _s3.GetBucketLocationAsync("listed-1", Cancellation)).Location?.Value ?? "");
        Assert.Equal(VersionStatus.Off, (await _s3.GetBucketVersioningAsync("listed-1", Cancellation)).VersioningConfig.Status);
        await ThrowsAsync("InvalidBucketName", HttpStatusCode.BadRequest, () => _s3.PutBucketAsync("No_Name", Cancellation));
        await ThrowsAsync(
            "NotImplemented",
            HttpStatusCode.NotImplemented,
            () => _s3.DeleteLifecycleConfigurationAsync("listed-1", Cancellation)
        );
        await _s3.DeleteBucketAsync("listed-1", Cancellation);
        await ThrowsAsync("NoSuchBucket", HttpStatusCode.NotFound, () => _s3.DeleteBucketAsync("listed-1", Cancellation));
    }

    [Theory]
    [InlineData("BadDigest", "1B2M2Y8AsgTpgAmY7PhCfg==", null)]
    [InlineData("InvalidDigest", "nonsense", null)]
    [InlineData("BadDigest", null, "AAAAAA==")]
    public async Task An_upload_with_a_wrong_digest_is_rejected(string code, string? md5, string? crc32)
    {
        await ThrowsAsync(
            code,
            HttpStatusCode.BadRequest,
            () =>
                _s3.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = Bucket,
                        Key = "wrong",
                        ContentBody = "hello",
                        MD5Digest = md5,
                        ChecksumCRC32 = crc32,
                    },
                    Cancellation
                )
        );
        await ThrowsAsync("NoSuchKey", HttpStatusCode.NotFound, () => _s3.GetObjectAsync(Bucket, "wrong", Cancellation));
    }

    [Fact]
    public async Task A_presigned_url_works_until_it_expires_and_can_override_headers()
    {
        await PutAsync("a b.txt", "shared");
        var url = await _s3.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest
            {
                BucketName = Bucket,
                Key = "a b.txt",
                Expires = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600),
                Protocol = Protocol.HTTP,
                ResponseHeaderOverrides = new ResponseHeaderOverrides { ContentType = "text/x-shared", ContentDisposition = "attachment" },
            }
        );
        using var response = await _http.GetAsync(new Uri(url), Cancellation);
        Assert.Equal(
            ("shared", "text/x-shared", "attachment"),
            (
                await response.Content.ReadAsStringAsync(Cancellation),
                response.Content.Headers.ContentType!.MediaType,
                response.Content.Headers.ContentDisposition!.DispositionType
            )
        );
        var expired = System.Text.RegularExpressions.Regex.Replace(url, @"X-Amz-Date=\d+T", "X-Amz-Date=20200101T");
        using var error = await _http.GetAsync(new Uri(expired), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
        Assert.Contains(
            "<Code>AccessDenied</Code><Message>Request has expired</Message>",
            await error.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_presigned_url_can_upload()
    {
        var url = await _s3.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest
            {
                BucketName = Bucket,
                Key = "up.txt",
                Verb = HttpVerb.PUT,
                Expires = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600),
                Protocol = Protocol.HTTP,
            }
        );
        using var body = new StringContent("uploaded");
        using var response = await _http.PutAsync(new Uri(url), body, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var got = await _s3.GetObjectAsync(Bucket, "up.txt", Cancellation);
        Assert.Equal("uploaded", await TextAsync(got));
    }

    private async Task<PartETag> UploadPartAsync(string key, string upload, int number, string content) =>
        new(
            number,
            (
                await _s3.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = Bucket,
                        Key = key,
                        UploadId = upload,
                        PartNumber = number,
                        InputStream = Content(content),
                    },
                    Cancellation
                )
            ).ETag
        );

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<byte[]> BytesAsync(GetObjectResponse response)
    {
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private static async Task<string> TextAsync(GetObjectResponse response) => Encoding.UTF8.GetString(await BytesAsync(response));

    private static async Task ThrowsAsync(string code, HttpStatusCode status, Func<Task> call)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        Assert.Equal((code, status), (error.ErrorCode, error.StatusCode));
        Assert.NotEmpty(error.RequestId);
    }

    private Task<PutObjectResponse> PutAsync(string key, string content) =>
        _s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Bucket,
                Key = key,
                ContentBody = content,
            },
            Cancellation
        );
}
