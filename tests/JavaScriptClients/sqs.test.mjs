import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  ChangeMessageVisibilityBatchCommand, ChangeMessageVisibilityCommand, CreateQueueCommand, DeleteMessageBatchCommand,
  DeleteMessageCommand, DeleteQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand, ListMessageMoveTasksCommand,
  ListQueuesCommand, PurgeQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand,
  SetQueueAttributesCommand, SQSClient, StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { startRunner, until } from './runner.mjs';

let runner, sqs, count = 0;
before(async () => { runner = await startRunner(); sqs = runner.client(SQSClient); });
after(() => runner?.stop());

const newQueue = async (attributes = {}) =>
  (await sqs.send(new CreateQueueCommand({ QueueName: `q${++count}`, Attributes: attributes }))).QueueUrl;
const send = (QueueUrl, MessageBody, more = {}) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
const receive = async (QueueUrl, more = {}) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ?? [];
const attribute = async (QueueUrl, name) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }))).Attributes[name];

test('a message comes out as it went in, with its MD5 and attributes', async () => {
  const queue = await newQueue();
  const body = 'Me on top of a pyramid 🗻';
  const sent = await send(queue, body, {
    MessageAttributes: { RequestId: { DataType: 'String', StringValue: 'order-1' }, Attempt: { DataType: 'Number', StringValue: '2' }, Raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) } },
  });
  assert.equal(sent.MD5OfMessageBody, createHash('md5').update(body).digest('hex'));
  const [message] = await receive(queue, { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] });
  assert.equal(message.Body, body);
  assert.equal(message.MessageId, sent.MessageId);
  assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.equal(message.MessageAttributes.RequestId.StringValue, 'order-1');
  assert.deepEqual([...message.MessageAttributes.Raw.BinaryValue], [0, 255]);
  assert.equal(message.Attributes.ApproximateReceiveCount, '1');
  assert.match(message.Attributes.SentTimestamp, /^\d{13}$/);
});

test('a received message is hidden until its visibility timeout is lifted', async () => {
  const queue = await newQueue();
  await send(queue, 'one');
  const [message] = await receive(queue);
  assert.deepEqual(await receive(queue), []);
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 0 }));
  const [again] = await receive(queue, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  assert.equal(again.Attributes.ApproximateReceiveCount, '2');
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: again.ReceiptHandle }));
  assert.equal(await attribute(queue, 'ApproximateNumberOfMessages'), '0');
});

test('a long poll answers as soon as a message comes', async () => {
  const queue = await newQueue();
  const waiting = receive(queue, { WaitTimeSeconds: 20 });
  await send(queue, 'late');
  assert.equal((await waiting)[0].Body, 'late');
});

test('a batch reports each entry apart', async () => {
  const queue = await newQueue();
  const answer = await sqs.send(new SendMessageBatchCommand({
    QueueUrl: queue,
    Entries: [{ Id: 'good', MessageBody: 'fine' }, { Id: 'bad', MessageBody: 'not \u0001 allowed' }],
  }));
  assert.deepEqual(answer.Successful.map(entry => entry.Id), ['good']);
  assert.deepEqual(answer.Failed.map(entry => [entry.Id, entry.Code, entry.SenderFault]), [['bad', 'InvalidMessageContents', true]]);
});

test('visibility and deletion work in batches', async () => {
  const queue = await newQueue();
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: [1, 2, 3].map(n => ({ Id: `${n}`, MessageBody: `${n}` })) }));
  const messages = await until(async () => { const got = await receive(queue); return got.length === 3 && got; });
  const lifted = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue, Entries: messages.map((m, i) => ({ Id: `${i}`, ReceiptHandle: m.ReceiptHandle, VisibilityTimeout: 0 })) }));
  assert.equal(lifted.Successful.length, 3);
  const again = await receive(queue);
  const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries: again.map((m, i) => ({ Id: `${i}`, ReceiptHandle: m.ReceiptHandle })) }));
  assert.equal(deleted.Successful.length, 3);
});

test('a message received too often goes to the dead-letter queue and can be moved back', async () => {
  const dead = await newQueue();
  const deadArn = await attribute(dead, 'QueueArn');
  const queue = await newQueue({ VisibilityTimeout: '0', RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 2 }) });
  await send(queue, 'poison');
  await receive(queue);
  await receive(queue);
  assert.deepEqual(await receive(queue), []);
  assert.equal(await attribute(dead, 'ApproximateNumberOfMessages'), '1');
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn }));
  await until(async () => (await attribute(queue, 'ApproximateNumberOfMessages')) === '1');
  const tasks = await until(async () => { const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: deadArn })); return Results?.[0]?.Status === 'COMPLETED' && Results; });
  assert.equal(tasks[0].ApproximateNumberOfMessagesMoved, 1);
});

test('queues are found, listed, changed, purged and deleted', async () => {
  const queue = await newQueue();
  const name = queue.split('/').at(-1);
  assert.equal((await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl, queue);
  assert.ok((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }))).QueueUrls.includes(queue));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '77' } }));
  assert.equal(await attribute(queue, 'VisibilityTimeout'), '77');
  await send(queue, 'gone');
  await sqs.send(new PurgeQueueCommand({ QueueUrl: queue }));
  assert.equal(await attribute(queue, 'ApproximateNumberOfMessages'), '0');
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
  await assert.rejects(send(queue, 'x'), { name: 'QueueDoesNotExist' });
});

const errors = [
  ['an unknown queue', 'QueueDoesNotExist', () => sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))],
  ['a stale receipt handle', 'ReceiptHandleIsInvalid', async () => sqs.send(new DeleteMessageCommand({ QueueUrl: await newQueue(), ReceiptHandle: 'nonsense' }))],
  ['an empty batch', 'EmptyBatchRequest', async () => sqs.send(new SendMessageBatchCommand({ QueueUrl: await newQueue(), Entries: [] }))],
  ['eleven entries', 'TooManyEntriesInBatchRequest', async () => sqs.send(new SendMessageBatchCommand({ QueueUrl: await newQueue(), Entries: Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' })) }))],
  ['one id twice in a batch', 'BatchEntryIdsNotDistinct', async () => sqs.send(new SendMessageBatchCommand({ QueueUrl: await newQueue(), Entries: [{ Id: 'a', MessageBody: 'x' }, { Id: 'a', MessageBody: 'y' }] }))],
  ['a body that is no XML text', 'InvalidMessageContents', async () => send(await newQueue(), '\u0000')],
  ['a body over one mebibyte', 'InvalidParameterValue', async () => send(await newQueue(), 'x'.repeat(1024 * 1024 + 1))],
  ['eleven messages asked for', 'InvalidParameterValue', async () => receive(await newQueue(), { MaxNumberOfMessages: 11 })],
  ['a visibility beyond twelve hours', 'InvalidParameterValue', async () => { const queue = await newQueue(); await send(queue, 'x'); const [m] = await receive(queue); return sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle: m.ReceiptHandle, VisibilityTimeout: 43201 })); }],
  ['an unknown attribute', 'InvalidAttributeName', async () => sqs.send(new SetQueueAttributesCommand({ QueueUrl: await newQueue(), Attributes: { Colour: 'red' } }))],
  ['one queue name with two settings', 'QueueNameExists', async () => { const url = await newQueue({ VisibilityTimeout: '1' }); return sqs.send(new CreateQueueCommand({ QueueName: url.split('/').at(-1), Attributes: { VisibilityTimeout: '2' } })); }],
];
for (const [what, name, act] of errors) {
  test(`${what} is refused with ${name}`, () => assert.rejects(act, error => {
    assert.equal(error.name.replace(/^.*#/, ''), name);
    return true;
  }));
}
