import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startRunner, until } from './runner.mjs';

let runner, sqs, sfn, s3;
before(async () => {
  runner = await startRunner();
  sqs = runner.client(SQSClient);
  sfn = runner.client(SFNClient);
  s3 = runner.client(S3Client, { forcePathStyle: true });
});
after(() => runner?.stop());

const queueUrl = async name => (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
const ended = name => until(async () => {
  try {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn: `arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:${name}` }));
    return execution.status !== 'RUNNING' && execution;
  } catch (error) {
    if (error.name !== 'ExecutionDoesNotExist') throw error;
    return false;
  }
});

test('a prompt sent with any SQS client ends as an image in the bucket', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl('prompt-to-image'), MessageBody: '{"prompt":"A croissant","id":"order-1","seed":7,"aspectRatio":"16:9"}' }));
  const execution = await ended('order-1');
  assert.equal(execution.status, 'SUCCEEDED');
  const { stored } = JSON.parse(execution.output);
  const image = await s3.send(new GetObjectCommand({ Bucket: stored.bucket, Key: stored.key }));
  assert.equal(Buffer.from(await image.Body.transformToByteArray()).subarray(1, 4).toString(), 'PNG');
});

const ask = async (path, options = {}) => {
  const answer = await fetch(`${runner.endpoint}${path}`, options);
  return { status: answer.status, body: await answer.json() };
};
const generate = (body, contentType = 'application/json') =>
  ask('/generate', { method: 'POST', headers: { 'content-type': contentType }, body: typeof body === 'string' ? body : JSON.stringify(body) });

test('POST /generate answers 202 with an id whose status can be asked', async () => {
  const sent = await generate({ prompt: 'A croissant' });
  assert.equal(sent.status, 202);
  const { id } = sent.body;
  await ended(id);
  const { status, body } = await ask(`/generate/${id}`);
  assert.deepEqual([status, body.id, body.attempt, body.status, body.image.contentType], [200, id, 1, 'SUCCEEDED', 'image/png']);
  assert.ok(body.stopDate >= body.startDate && body.image.key.endsWith(`${id}.png`));
});

test('POST /generate keeps an id that the sender chose, and GET tells why its prompt failed', async () => {
  const sent = await generate({ prompt: 'nsfw', id: 'order-3' });
  assert.deepEqual([sent.status, sent.body], [202, { id: 'order-3' }]);
  await ended('order-3');
  const { body } = await ask('/generate/order-3');
  assert.deepEqual([body.status, body.error, body.image], ['FAILED', 'ContentFilteredException', undefined]);
  assert.ok(body.cause.length > 0);
});

for (const [what, status, act] of [
  ['a body that is no JSON', 400, () => generate('{')],
  ['no prompt', 400, () => generate({})],
  ['a blank prompt', 400, () => generate({ prompt: ' ' })],
  ['an id with a blank', 400, () => generate({ prompt: 'x', id: 'a b' })],
  ['an unknown property', 400, () => generate({ prompt: 'x', colour: 'red' })],
  ['a prompt of 10001 characters', 400, () => generate({ prompt: 'x'.repeat(10_001) })],
  ['an unknown aspect ratio', 400, () => generate({ prompt: 'x', aspectRatio: '7:3' })],
  ['an unknown format', 400, () => generate({ prompt: 'x', outputFormat: 'gif' })],
  ['a seed that is no whole number', 400, () => generate({ prompt: 'x', seed: 1.5 })],
  ['a form', 415, () => generate('prompt=x', 'application/x-www-form-urlencoded')],
  ['an id that no execution has', 404, () => ask('/generate/nobody')],
  ['an attempt that there was not', 404, () => ask('/generate/order-1?attempt=2')],
  ['another method', 405, () => ask('/generate', { method: 'GET' })],
]) {
  test(`/generate rejects ${what} with ${status} and says why`, async () => {
    const answer = await act();
    assert.equal(answer.status, status);
    assert.ok(answer.body.message.length > 0);
  });
}

test('an invalid prompt ends as one dead letter with its body verbatim and its reason', async () => {
  const body = '{"prompt": "x", "id": "order-2", "colour": "red"}';
  await sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl('prompt-to-image'), MessageBody: body }));
  const execution = await ended('order-2');
  assert.deepEqual([execution.status, execution.error], ['FAILED', 'InvalidPromptException']);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: await queueUrl('prompt-to-image-dead-letters'), MessageAttributeNames: ['All'], MaxNumberOfMessages: 10 }));
  const letters = Messages.filter(message => message.MessageAttributes.RequestId.StringValue === 'order-2');
  assert.deepEqual(letters.map(letter => letter.Body), [body]);
  assert.deepEqual(
    Object.fromEntries(['RequestId', 'Attempt', 'Error', 'ExecutionArn'].map(name => [name, letters[0].MessageAttributes[name].StringValue])),
    { RequestId: 'order-2', Attempt: '2', Error: 'InvalidPromptException', ExecutionArn: execution.executionArn });
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: execution.executionArn }));
  assert.deepEqual(events.filter(e => e.stateEnteredEventDetails).map(e => e.stateEnteredEventDetails.name), ['Validate prompt', 'Dead-letter prompt', 'Notify failure', 'Prompt failed']);
});
