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

test('POST /generate answers 202 with an id whose status can be asked', async () => {
  const answer = await fetch(`${runner.endpoint}/generate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"prompt":"A croissant"}' });
  assert.equal(answer.status, 202);
  const { id } = await answer.json();
  await ended(id);
  assert.equal((await (await fetch(`${runner.endpoint}/generate/${id}`)).json()).status, 'SUCCEEDED');
});

test('an invalid prompt ends as one dead letter with its body verbatim and its reason', async () => {
  const body = '{"prompt": "x", "id": "order-2", "colour": "red"}';
  await sqs.send(new SendMessageCommand({ QueueUrl: await queueUrl('prompt-to-image'), MessageBody: body }));
  const execution = await ended('order-2');
  assert.deepEqual([execution.status, execution.error], ['FAILED', 'InvalidPromptException']);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: await queueUrl('prompt-to-image-dead-letters'), MessageAttributeNames: ['All'] }));
  assert.equal(Messages.length, 1);
  assert.equal(Messages[0].Body, body);
  assert.deepEqual(
    Object.fromEntries(['RequestId', 'Attempt', 'Error', 'ExecutionArn'].map(name => [name, Messages[0].MessageAttributes[name].StringValue])),
    { RequestId: 'order-2', Attempt: '2', Error: 'InvalidPromptException', ExecutionArn: execution.executionArn });
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: execution.executionArn }));
  assert.deepEqual(events.filter(e => e.stateEnteredEventDetails).map(e => e.stateEnteredEventDetails.name), ['Validate prompt', 'Dead-letter prompt', 'Notify failure', 'Prompt failed']);
});
