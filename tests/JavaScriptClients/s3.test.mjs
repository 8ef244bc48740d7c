// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import * as commands from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { assertEveryOtherIsRejected, recorder, rejections } from './operations.mjs';
import { startRunner } from './runner.mjs';

const {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateBucketCommand, CreateMultipartUploadCommand,
  DeleteBucketCommand, DeleteObjectCommand, DeleteObjectsCommand, GetBucketLocationCommand, GetBucketVersioningCommand, GetObjectCommand,
  HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListMultipartUploadsCommand, ListObjectsCommand, ListObjectsV2Command,
  ListPartsCommand, PutObjectCommand, S3Client, UploadPartCommand, UploadPartCopyCommand,
} = commands;

const MiB = 1024 * 1024;
const called = recorder();
let runner, s3, count = 0;
before(async () => { runner = await startRunner(); s3 = called.watch(runner.client(S3Client, { forcePathStyle: true })); });
after(() => runner?.stop());

const newBucket = async (prefix = 'bucket') => {
  const Bucket = `${prefix}-${++count}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
};
const put = (Bucket, Key, Body, more = {}) => s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async answer => ({ ...answer, bytes: Buffer.from(await answer.Body.transformToByteArray()) });
const get = async (Bucket, Key, more = {}) => read(await s3.send(new GetObjectCommand({ Bucket, Key, ...more })));
const head = (Bucket, Key, more = {}) => s3.send(new HeadObjectCommand({ Bucket, Key, ...more }));
const copy = (Bucket, Key, CopySource, more = {}) => s3.send(new CopyObjectCommand({ Bucket, Key, CopySource, ...more }));
const digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('base64');
const upload = async (Bucket, Key = 'k', more = {}) =>
  (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }))).UploadId;
const part = async (Bucket, UploadId, PartNumber, Body, more = {}) =>
  ({ PartNumber, ...await s3.send(new UploadPartCommand({ Bucket, Key: 'k', UploadId, PartNumber, Body, ...more })) });
const complete = (Bucket, UploadId, parts, more = {}) => s3.send(new CompleteMultipartUploadCommand({
  Bucket, Key: 'k', UploadId,
  MultipartUpload: { Parts: parts.map(part => Object.fromEntries(Object.entries(part).filter(([name]) => /^(PartNumber|ETag|Checksum.*)$/.test(name)))) },
  ...more,
}));
const listed = (Bucket, more = {}) => s3.send(new ListObjectsV2Command({ Bucket, ...more }));

test('an object is returned as it was stored, with its headers, metadata and ETag', async () => {
  const bucket = await newBucket();
  const bytes = Buffer.from('a croissant 🥐');
  const description = { ContentType: 'text/plain', CacheControl: 'max-age=60', ContentDisposition: 'inline', ContentLanguage: 'en', ContentEncoding: 'identity', Metadata: { seed: '42' } };
  const stored = await put(bucket, 'a b/ü+&.txt', bytes, description);
  assert.equal(stored.ETag, `"${createHash('md5').update(bytes).digest('hex')}"`);
  for (const object of [await get(bucket, 'a b/ü+&.txt'), await head(bucket, 'a b/ü+&.txt')]) {
    for (const [name, value] of Object.entries(description)) assert.deepEqual(object[name], value, name);
    assert.deepEqual([object.ContentLength, object.ETag], [bytes.length, stored.ETag]);
    assert.ok(object.LastModified instanceof Date);
  }
  assert.deepEqual((await get(bucket, 'a b/ü+&.txt')).bytes, bytes);
});

test('a request can override the stored headers', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', 'x', { ContentType: 'text/plain' });
  const object = await get(bucket, 'k', { ResponseContentType: 'image/png', ResponseContentDisposition: 'attachment' });
  assert.deepEqual([object.ContentType, object.ContentDisposition], ['image/png', 'attachment']);
});

for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME']) {
  test(`a ${ChecksumAlgorithm} checksum in a header is verified and stored`, async () => {
    const bucket = await newBucket();
    const answer = await put(bucket, 'k', 'hello', { ChecksumAlgorithm });
    const kept = answer[`Checksum${ChecksumAlgorithm}`];
    assert.ok(kept);
    const object = await get(bucket, 'k', { ChecksumMode: 'ENABLED' });
    assert.deepEqual([object.bytes.toString(), object[`Checksum${ChecksumAlgorithm}`], object.ChecksumType], ['hello', kept, 'FULL_OBJECT']);
  });

  test(`a ${ChecksumAlgorithm} checksum in a trailer is verified and stored`, async () => {
    const bucket = await newBucket();
    const bytes = randomBytes(200_000);
    const stream = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]);
    const answer = await put(bucket, 'k', stream, { ChecksumAlgorithm, ContentLength: bytes.length });
    assert.ok(answer[`Checksum${ChecksumAlgorithm}`]);
    assert.deepEqual((await get(bucket, 'k', { ChecksumMode: 'ENABLED' })).bytes, bytes);
  });
}

test('the SDK sends a CRC32 by default, which is stored', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', 'hello');
  assert.equal((await head(bucket, 'k', { ChecksumMode: 'ENABLED' })).ChecksumCRC32, 'NhCmhg==');
});

test('an object with a wrong checksum is not stored', async () => {
  const bucket = await newBucket();
  await assert.rejects(put(bucket, 'k', 'hello', { ChecksumSHA256: digest('sha256', 'other') }), { name: 'BadDigest' });
  await assert.rejects(get(bucket, 'k'), { name: 'NoSuchKey' });
});

test('a range of an object is returned', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', '0123456789');
  const part = await get(bucket, 'k', { Range: 'bytes=2-4' });
  assert.deepEqual([part.bytes.toString(), part.ContentRange, part.$metadata.httpStatusCode], ['234', 'bytes 2-4/10', 206]);
  assert.equal((await get(bucket, 'k', { Range: 'bytes=-3' })).bytes.toString(), '789');
});

test('a conditional read of an unchanged object is not modified', async () => {
  const bucket = await newBucket();
  const { ETag } = await put(bucket, 'k', 'one');
  const { LastModified } = await head(bucket, 'k');
  for (const condition of [{ IfNoneMatch: ETag }, { IfModifiedSince: LastModified }])
    await assert.rejects(get(bucket, 'k', condition), error => error.$metadata.httpStatusCode === 304);
  assert.equal((await get(bucket, 'k', { IfMatch: ETag })).bytes.toString(), 'one');
});

test('a conditional write checks the stored object', async () => {
  const bucket = await newBucket();
  const { ETag } = await put(bucket, 'k', 'one', { IfNoneMatch: '*' });
  await put(bucket, 'k', 'two', { IfMatch: ETag });
  assert.equal((await get(bucket, 'k')).bytes.toString(), 'two');
});

test('an object is copied with its metadata or with new metadata', async () => {
  const bucket = await newBucket();
  await put(bucket, 'from ü', 'bytes', { ContentType: 'image/png', Metadata: { a: '1' } });
  const source = `${bucket}/${encodeURIComponent('from ü')}`;
  const { CopyObjectResult } = await copy(bucket, 'to', source);
  assert.deepEqual([(await get(bucket, 'to')).ContentType, (await get(bucket, 'to')).Metadata.a], ['image/png', '1']);
  assert.equal(CopyObjectResult.ETag, (await head(bucket, 'to')).ETag);
  await copy(bucket, 'to', source, { MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
  assert.deepEqual((await get(bucket, 'to')).Metadata, { b: '2' });
});

test('keys are listed in pages, by prefix and grouped by delimiter', async () => {
  const bucket = await newBucket();
  for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(bucket, key, 'x');
  const first = await listed(bucket, { MaxKeys: 3 });
  assert.deepEqual([first.Contents.map(o => o.Key), first.IsTruncated, first.KeyCount], [['a/1', 'a/2', 'b/1'], true, 3]);
  const second = await listed(bucket, { ContinuationToken: first.NextContinuationToken });
  assert.deepEqual([second.Contents.map(o => o.Key), second.IsTruncated], [['c'], false]);
  const folded = await listed(bucket, { Delimiter: '/' });
  assert.deepEqual([folded.CommonPrefixes.map(p => p.Prefix), folded.Contents.map(o => o.Key)], [['a/', 'b/'], ['c']]);
  assert.deepEqual((await listed(bucket, { Prefix: 'a/', StartAfter: 'a/1' })).Contents.map(o => o.Key), ['a/2']);
});

test('version 1 of the listing is paged by key', async () => {
  const bucket = await newBucket();
  for (const key of ['a/1', 'b', 'c']) await put(bucket, key, 'x');
  const first = await s3.send(new ListObjectsCommand({ Bucket: bucket, MaxKeys: 1, Delimiter: '/' }));
  assert.deepEqual([first.CommonPrefixes.map(p => p.Prefix), first.NextMarker, first.IsTruncated], [['a/'], 'a/', true]);
  const rest = await s3.send(new ListObjectsCommand({ Bucket: bucket, Marker: first.NextMarker, Delimiter: '/' }));
  assert.deepEqual([rest.Contents.map(o => o.Key), rest.IsTruncated], [['b', 'c'], false]);
});

test('objects and buckets are deleted, and deleting again is no error', async () => {
  const bucket = await newBucket();
  for (const key of ['k', 'l']) await put(bucket, key, 'x');
  for (const _ of [1, 2]) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: 'l' }, { Key: 'never' }] } }));
  assert.deepEqual(Deleted.map(o => o.Key).sort(), ['l', 'never']);
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: bucket })), error => error.$metadata.httpStatusCode === 404);
});

test('a quiet DeleteObjects does not list the deleted keys', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', 'x');
  assert.equal((await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: 'k' }], Quiet: true } }))).Deleted, undefined);
});

test('buckets are listed in pages, by prefix, and described', async () => {
  const made = [await newBucket('listed'), await newBucket('listed'), await newBucket('listed')];
  const first = await s3.send(new ListBucketsCommand({ Prefix: 'listed-', MaxBuckets: 2 }));
  const second = await s3.send(new ListBucketsCommand({ Prefix: 'listed-', MaxBuckets: 2, ContinuationToken: first.ContinuationToken }));
  assert.deepEqual([...first.Buckets, ...second.Buckets].map(b => b.Name), made.sort());
  assert.equal(second.ContinuationToken, undefined);
  assert.equal((await s3.send(new HeadBucketCommand({ Bucket: made[0] }))).BucketRegion, 'us-east-1');
  assert.equal((await s3.send(new GetBucketLocationCommand({ Bucket: made[0] }))).LocationConstraint, undefined);
  assert.equal((await s3.send(new GetBucketVersioningCommand({ Bucket: made[0] }))).Status, undefined);
});

test('a multipart upload becomes one object, and completing it again gives the same response', async () => {
  const bucket = await newBucket();
  const bytes = randomBytes(5 * MiB + 1000);
  const id = await upload(bucket, 'k', { ContentType: 'image/png', ChecksumAlgorithm: 'SHA256' });
  const parts = [await part(bucket, id, 1, bytes.subarray(0, 5 * MiB), { ChecksumAlgorithm: 'SHA256' }), await part(bucket, id, 2, bytes.subarray(5 * MiB), { ChecksumAlgorithm: 'SHA256' })];
  assert.equal(parts[1].ChecksumSHA256, digest('sha256', bytes.subarray(5 * MiB)));
  const done = await complete(bucket, id, parts);
  assert.equal((await complete(bucket, id, parts)).ETag, done.ETag);
  assert.match(done.ETag, /^"[0-9a-f]{32}-2"$/);
  assert.match(done.ChecksumSHA256, /-2$/);
  const object = await get(bucket, 'k');
  assert.deepEqual([object.ContentType, object.bytes.equals(bytes)], ['image/png', true]);
});

test('a part can be copied from an object or from a range of it', async () => {
  const bucket = await newBucket();
  const bytes = randomBytes(5 * MiB + 10);
  await put(bucket, 'from', bytes);
  const id = await upload(bucket);
  const copyPart = async (PartNumber, CopySourceRange) => {
    const { CopyPartResult } = await s3.send(new UploadPartCopyCommand({ Bucket: bucket, Key: 'k', UploadId: id, PartNumber, CopySource: `${bucket}/from`, CopySourceRange }));
    return { PartNumber, ...CopyPartResult };
  };
  await complete(bucket, id, [await copyPart(1), await copyPart(2, 'bytes=0-9')]);
  assert.ok((await get(bucket, 'k')).bytes.equals(Buffer.concat([bytes, bytes.subarray(0, 10)])));
});

test('parts are listed in pages', async () => {
  const bucket = await newBucket();
  const id = await upload(bucket);
  for (const n of [1, 2, 3]) await part(bucket, id, n, 'x'.repeat(n));
  const page = more => s3.send(new ListPartsCommand({ Bucket: bucket, Key: 'k', UploadId: id, ...more }));
  const first = await page({ MaxParts: 2 });
  assert.deepEqual([first.Parts.map(p => [p.PartNumber, p.Size]), first.IsTruncated, first.NextPartNumberMarker], [[[1, 1], [2, 2]], true, '2']);
  const second = await page({ MaxParts: 2, PartNumberMarker: first.NextPartNumberMarker });
  assert.deepEqual([second.Parts.map(p => p.PartNumber), second.IsTruncated], [[3], false]);
});

test('open uploads are listed in pages, by prefix, and can be aborted', async () => {
  const bucket = await newBucket();
  const ids = [await upload(bucket, 'a/1'), await upload(bucket, 'a/1'), await upload(bucket, 'a/2')];
  await upload(bucket, 'b');
  const page = more => s3.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: 'a/', ...more }));
  const first = await page({ MaxUploads: 1 });
  assert.deepEqual([first.Uploads.length, first.IsTruncated], [1, true]);
  const second = await page({ KeyMarker: first.NextKeyMarker, UploadIdMarker: first.NextUploadIdMarker });
  assert.deepEqual([...first.Uploads, ...second.Uploads].map(u => u.UploadId).sort(), ids.sort());
  assert.deepEqual((await page({ KeyMarker: 'a/1' })).Uploads.map(u => u.Key), ['a/2']);
  for (const { Key, UploadId } of [...first.Uploads, ...second.Uploads]) await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  assert.equal((await page({})).Uploads, undefined);
});

test('a presigned URL reads and writes without credentials', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', 'open');
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: 'k' }), { expiresIn: 3600 });
  assert.equal(await (await fetch(url)).text(), 'open');
  const upload = await getSignedUrl(s3, new PutObjectCommand({ Bucket: bucket, Key: 'up' }), { expiresIn: 3600 });
  assert.equal((await fetch(upload, { method: 'PUT', body: 'sent' })).status, 200);
  assert.equal((await get(bucket, 'up')).bytes.toString(), 'sent');
});

for (const [method, Command] of [['GET', GetObjectCommand], ['PUT', PutObjectCommand]]) {
  test(`a presigned URL for ${method} is rejected after it has expired`, async () => {
    const bucket = await newBucket();
    await put(bucket, 'k', 'open');
    const url = await getSignedUrl(s3, new Command({ Bucket: bucket, Key: 'k' }), { expiresIn: 60, signingDate: new Date(Date.now() - 3_600_000) });
    const answer = await fetch(url, { method, ...(method === 'PUT' ? { body: 'late' } : {}) });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
    assert.equal((await get(bucket, 'k')).bytes.toString(), 'open');
  });
}

const stored = async (body = '0123456789') => { const bucket = await newBucket(); return { bucket, ...await put(bucket, 'k', body) }; };
const other = '"0123456789abcdef0123456789abcdef"';
const missing = { Bucket: 'no-such-bucket', Key: 'k', UploadId: 'u', PartNumber: 1, Body: 'x', CopySource: 'no-such-bucket/k', Delete: { Objects: [{ Key: 'k' }] }, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: 'x' }] } };
const aborted = async () => { const bucket = await newBucket(); const id = await upload(bucket); await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: 'k', UploadId: id })); return { bucket, id }; };

rejections(test, [
  ...[
    DeleteBucketCommand, GetBucketLocationCommand, GetBucketVersioningCommand, GetObjectCommand, PutObjectCommand, DeleteObjectCommand,
    DeleteObjectsCommand, ListObjectsCommand, ListObjectsV2Command, ListMultipartUploadsCommand, CreateMultipartUploadCommand,
  ].map(Command => ['an unknown bucket', Command.name.replace('Command', ''), 'NoSuchBucket', () => s3.send(new Command(missing))]),
  // A response to HEAD has no body with more details.
  ['an unknown bucket', 'HeadBucket', 'NotFound', () => s3.send(new HeadBucketCommand(missing))],
  ['an unknown key', 'HeadObject', 'NotFound', async () => head(await newBucket(), 'k')],
  ['an unknown key', 'GetObject', 'NoSuchKey', async () => get(await newBucket(), 'k')],
  ['a range beyond the end', 'GetObject', 'InvalidRange', async () => get((await stored()).bucket, 'k', { Range: 'bytes=10-' })],
  ['another ETag', 'GetObject', 'PreconditionFailed', async () => get((await stored()).bucket, 'k', { IfMatch: other })],
  ['an object that was modified later', 'GetObject', 'PreconditionFailed', async () => get((await stored()).bucket, 'k', { IfUnmodifiedSince: new Date(0) })],
  ['a version', 'GetObject', 'InvalidArgument', async () => get((await stored()).bucket, 'k', { VersionId: 'v' })],
  ['a name with capitals', 'CreateBucket', 'InvalidBucketName', () => s3.send(new CreateBucketCommand({ Bucket: 'No_Name' }))],
  ['another region', 'CreateBucket', 'IllegalLocationConstraintException', () => s3.send(new CreateBucketCommand({ Bucket: 'elsewhere', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }))],
  ['a bucket that holds objects', 'DeleteBucket', 'BucketNotEmpty', async () => s3.send(new DeleteBucketCommand({ Bucket: (await stored()).bucket }))],
  ['a wrong MD5', 'PutObject', 'BadDigest', async () => put(await newBucket(), 'k', 'hello', { ContentMD5: digest('md5', 'other') })],
  ['a malformed MD5', 'PutObject', 'InvalidDigest', async () => put(await newBucket(), 'k', 'hello', { ContentMD5: 'nonsense' })],
  ['a wrong CRC32', 'PutObject', 'BadDigest', async () => put(await newBucket(), 'k', 'hello', { ChecksumCRC32: 'AAAAAA==' })],
  ['a wrong SHA256', 'PutObject', 'BadDigest', async () => put(await newBucket(), 'k', 'hello', { ChecksumSHA256: digest('sha256', 'other') })],
  ['a key of more than a kilobyte', 'PutObject', 'KeyTooLongError', async () => put(await newBucket(), 'k'.repeat(1025), 'x')],
  ['metadata of more than two kilobytes', 'PutObject', 'MetadataTooLarge', async () => put(await newBucket(), 'k', 'x', { Metadata: { a: 'x'.repeat(2049) } })],
  ['an object that exists', 'PutObject', 'PreconditionFailed', async () => put((await stored()).bucket, 'k', 'x', { IfNoneMatch: '*' })],
  ['tags', 'PutObject', 'NotImplemented', async () => put(await newBucket(), 'k', 'x', { Tagging: 'a=b' })],
  ['another owner', 'PutObject', 'AccessDenied', async () => put(await newBucket(), 'k', 'x', { ExpectedBucketOwner: '111122223333' })],
  ['a missing object with a condition', 'DeleteObject', 'NoSuchKey', async () => s3.send(new DeleteObjectCommand({ Bucket: await newBucket(), Key: 'k', IfMatch: other }))],
  ['an object that has changed', 'PutObject', 'PreconditionFailed', async () => put((await stored()).bucket, 'k', 'x', { IfMatch: other })],
  ['a missing object', 'PutObject', 'NoSuchKey', async () => put(await newBucket(), 'k', 'x', { IfMatch: other })],
  ['an unknown bucket', 'CopyObject', 'NoSuchBucket', async () => copy(await newBucket(), 'to', 'no-such-bucket/k')],
  ['an unknown source', 'CopyObject', 'NoSuchKey', async () => { const bucket = await newBucket(); return copy(bucket, 'to', `${bucket}/missing`); }],
  ['a source with another ETag', 'CopyObject', 'PreconditionFailed', async () => { const { bucket } = await stored(); return copy(bucket, 'to', `${bucket}/k`, { CopySourceIfMatch: other }); }],
  ['an object copied onto itself unchanged', 'CopyObject', 'InvalidRequest', async () => { const { bucket } = await stored(); return copy(bucket, 'k', `${bucket}/k`); }],
  ['a source without key', 'CopyObject', 'InvalidArgument', async () => copy(await newBucket(), 'to', 'bucket')],
  ['a list of no keys', 'DeleteObjects', 'MalformedXML', async () => s3.send(new DeleteObjectsCommand({ Bucket: await newBucket(), Delete: { Objects: [] } }))],
  ['a malformed continuation token', 'ListObjectsV2', 'InvalidArgument', async () => listed(await newBucket(), { ContinuationToken: '!' })],
  ['a page of minus one', 'ListObjectsV2', 'InvalidArgument', async () => listed(await newBucket(), { MaxKeys: -1 })],
  ['a page of minus one', 'ListObjects', 'InvalidArgument', async () => s3.send(new ListObjectsCommand({ Bucket: await newBucket(), MaxKeys: -1 }))],
  ['an aborted upload', 'UploadPart', 'NoSuchUpload', async () => { const { bucket, id } = await aborted(); return part(bucket, id, 1, 'x'); }],
  ['part 10001', 'UploadPart', 'InvalidArgument', async () => { const bucket = await newBucket(); return part(bucket, await upload(bucket), 10001, 'x'); }],
  ['a wrong CRC32', 'UploadPart', 'BadDigest', async () => { const bucket = await newBucket(); return part(bucket, await upload(bucket), 1, 'x', { ChecksumCRC32: 'AAAAAA==' }); }],
  ['an unknown source', 'UploadPartCopy', 'NoSuchKey', async () => { const bucket = await newBucket(); return s3.send(new UploadPartCopyCommand({ Bucket: bucket, Key: 'k', UploadId: await upload(bucket), PartNumber: 1, CopySource: `${bucket}/missing` })); }],
  ['a malformed range', 'UploadPartCopy', 'InvalidArgument', async () => { const { bucket } = await stored(); return s3.send(new UploadPartCopyCommand({ Bucket: bucket, Key: 'k', UploadId: await upload(bucket), PartNumber: 1, CopySource: `${bucket}/k`, CopySourceRange: 'bytes=2-' })); }],
  ['an aborted upload', 'UploadPartCopy', 'NoSuchUpload', async () => { const { bucket, id } = await aborted(); return s3.send(new UploadPartCopyCommand({ Bucket: bucket, Key: 'k', UploadId: id, PartNumber: 1, CopySource: `${bucket}/missing` })); }],
  ['an aborted upload', 'ListParts', 'NoSuchUpload', async () => { const { bucket, id } = await aborted(); return s3.send(new ListPartsCommand({ Bucket: bucket, Key: 'k', UploadId: id })); }],
  ['an aborted upload', 'AbortMultipartUpload', 'NoSuchUpload', async () => { const { bucket, id } = await aborted(); return s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: 'k', UploadId: id })); }],
  ['an aborted upload', 'CompleteMultipartUpload', 'NoSuchUpload', async () => { const { bucket, id } = await aborted(); return complete(bucket, id, [{ PartNumber: 1, ETag: other }]); }],
  ['a missing part', 'CompleteMultipartUpload', 'InvalidPart', async () => { const bucket = await newBucket(); return complete(bucket, await upload(bucket), [{ PartNumber: 1, ETag: other }]); }],
  ['parts out of order', 'CompleteMultipartUpload', 'InvalidPartOrder', async () => { const bucket = await newBucket(); const id = await upload(bucket); const parts = [await part(bucket, id, 1, 'x'), await part(bucket, id, 2, 'y')]; return complete(bucket, id, parts.reverse()); }],
  ['a part below five megabytes that is not the last', 'CompleteMultipartUpload', 'EntityTooSmall', async () => { const bucket = await newBucket(); const id = await upload(bucket); return complete(bucket, id, [await part(bucket, id, 1, 'x'), await part(bucket, id, 2, 'y')]); }],
  ['no parts', 'CompleteMultipartUpload', 'MalformedXML', async () => { const bucket = await newBucket(); return complete(bucket, await upload(bucket), []); }],
  ['an object that exists', 'CompleteMultipartUpload', 'PreconditionFailed', async () => { const { bucket } = await stored(); const id = await upload(bucket); return complete(bucket, id, [await part(bucket, id, 1, 'x')], { IfNoneMatch: '*' }); }],
]);

test('every other operation of S3 is rejected by name', async () => {
  const bucket = await newBucket();
  await put(bucket, 'key', 'x');
  await assertEveryOtherIsRejected({
    commands, client: s3, succeeded: called.succeeded, rejections: ['NotImplemented', 'MethodNotAllowed'],
    input: {
      Bucket: bucket, Key: 'key', Id: 'id', Name: 'name', RenameSource: `${bucket}/key`, RequestRoute: 'route', RequestToken: 'token', UploadId: 'u',
      Expression: 'x', ExpressionType: 'SQL', InputSerialization: {}, OutputSerialization: {}, AnnotationName: 'name',
    },
  });
});
