import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  CopyObjectCommand, CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand,
  HeadBucketCommand, HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { startRunner } from './runner.mjs';

let runner, s3, count = 0;
before(async () => { runner = await startRunner(); s3 = runner.client(S3Client, { forcePathStyle: true }); });
after(() => runner?.stop());

const newBucket = async () => {
  const Bucket = `bucket-${++count}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
};
const put = (Bucket, Key, Body, more = {}) => s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Bucket, Key, more = {}) => {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, bytes: Buffer.from(await answer.Body.transformToByteArray()) };
};

test('an object comes out as it went in, with type, metadata and ETag', async () => {
  const bucket = await newBucket();
  const bytes = Buffer.from('a croissant 🥐');
  const stored = await put(bucket, 'a b/ü+&.txt', bytes, { ContentType: 'text/plain', Metadata: { seed: '42' } });
  assert.equal(stored.ETag, `"${createHash('md5').update(bytes).digest('hex')}"`);
  const object = await get(bucket, 'a b/ü+&.txt');
  assert.deepEqual(object.bytes, bytes);
  assert.equal(object.ContentType, 'text/plain');
  assert.equal(object.Metadata.seed, '42');
  const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'a b/ü+&.txt' }));
  assert.equal(head.ContentLength, bytes.length);
});

for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME']) {
  test(`a ${ChecksumAlgorithm} checksum is kept and verified`, async () => {
    const bucket = await newBucket();
    const answer = await put(bucket, 'k', 'hello', { ChecksumAlgorithm });
    assert.ok(answer[`Checksum${ChecksumAlgorithm}`]);
    assert.equal((await get(bucket, 'k', { ChecksumMode: 'ENABLED' })).bytes.toString(), 'hello');
  });
}

test('a wrong checksum is refused with BadDigest', async () => {
  const bucket = await newBucket();
  await assert.rejects(put(bucket, 'k', 'hello', { ContentMD5: createHash('md5').update('other').digest('base64') }), { name: 'BadDigest' });
  await assert.rejects(get(bucket, 'k'), { name: 'NoSuchKey' });
});

test('ranges are cut out, and one beyond the end is refused', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', '0123456789');
  const part = await get(bucket, 'k', { Range: 'bytes=2-4' });
  assert.equal(part.bytes.toString(), '234');
  assert.equal(part.ContentRange, 'bytes 2-4/10');
  assert.equal((await get(bucket, 'k', { Range: 'bytes=-3' })).bytes.toString(), '789');
  await assert.rejects(get(bucket, 'k', { Range: 'bytes=10-' }), { name: 'InvalidRange' });
});

test('conditions are honoured', async () => {
  const bucket = await newBucket();
  const { ETag } = await put(bucket, 'k', 'one');
  await assert.rejects(put(bucket, 'k', 'two', { IfNoneMatch: '*' }), { name: 'PreconditionFailed' });
  await assert.rejects(get(bucket, 'k', { IfMatch: '"0123456789abcdef0123456789abcdef"' }), { name: 'PreconditionFailed' });
  await assert.rejects(get(bucket, 'k', { IfNoneMatch: ETag }), error => error.$metadata.httpStatusCode === 304);
});

test('a copy is made on the server, with its metadata or with new', async () => {
  const bucket = await newBucket();
  await put(bucket, 'from', 'bytes', { ContentType: 'image/png', Metadata: { a: '1' } });
  await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'to', CopySource: `${bucket}/from` }));
  assert.deepEqual([(await get(bucket, 'to')).ContentType, (await get(bucket, 'to')).Metadata.a], ['image/png', '1']);
  await s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'to', CopySource: `${bucket}/from`, MetadataDirective: 'REPLACE', Metadata: { b: '2' } }));
  assert.deepEqual((await get(bucket, 'to')).Metadata, { b: '2' });
  await assert.rejects(s3.send(new CopyObjectCommand({ Bucket: bucket, Key: 'to', CopySource: `${bucket}/missing` })), { name: 'NoSuchKey' });
});

test('keys are listed in pages, by prefix and folded by delimiter', async () => {
  const bucket = await newBucket();
  for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(bucket, key, 'x');
  const first = await s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 3 }));
  assert.deepEqual([first.Contents.map(o => o.Key), first.IsTruncated], [['a/1', 'a/2', 'b/1'], true]);
  const second = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: first.NextContinuationToken }));
  assert.deepEqual([second.Contents.map(o => o.Key), second.IsTruncated], [['c'], false]);
  const folded = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Delimiter: '/' }));
  assert.deepEqual([folded.CommonPrefixes.map(p => p.Prefix), folded.Contents.map(o => o.Key)], [['a/', 'b/'], ['c']]);
  assert.deepEqual((await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'a/', StartAfter: 'a/1' }))).Contents.map(o => o.Key), ['a/2']);
});

test('objects and buckets are deleted, and deleting again is no error', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', 'x');
  await put(bucket, 'l', 'x');
  await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket: bucket })), { name: 'BucketNotEmpty' });
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'k' }));
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: 'l' }, { Key: 'never' }] } }));
  assert.deepEqual(Deleted.map(o => o.Key).sort(), ['l', 'never']);
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: bucket })), error => error.$metadata.httpStatusCode === 404);
});

test('a presigned address is fetched without credentials', async () => {
  const bucket = await newBucket();
  await put(bucket, 'k', 'open');
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: 'k' }), { expiresIn: 60 });
  assert.equal(await (await fetch(url)).text(), 'open');
  const upload = await getSignedUrl(s3, new PutObjectCommand({ Bucket: bucket, Key: 'up' }), { expiresIn: 60 });
  assert.equal((await fetch(upload, { method: 'PUT', body: 'sent' })).status, 200);
  assert.equal((await get(bucket, 'up')).bytes.toString(), 'sent');
});

test('what does not exist is refused by name', async () => {
  const bucket = await newBucket();
  await assert.rejects(get('no-such-bucket', 'k'), { name: 'NoSuchBucket' });
  await assert.rejects(get(bucket, 'k'), { name: 'NoSuchKey' });
  await assert.rejects(s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'k' })), { name: 'NotFound' });
  assert.ok((await s3.send(new ListBucketsCommand({}))).Buckets.some(b => b.Name === bucket));
});
