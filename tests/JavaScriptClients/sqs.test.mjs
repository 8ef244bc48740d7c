// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as commands from '@aws-sdk/client-sqs';
import { assertEveryOtherIsRejected, recorder, rejections } from './operations.mjs';
import { startRunner, until } from './runner.mjs';

const {
  CancelMessageMoveTaskCommand, ChangeMessageVisibilityBatchCommand, ChangeMessageVisibilityCommand, CreateQueueCommand,
  DeleteMessageBatchCommand, DeleteMessageCommand, DeleteQueueCommand, GetQueueAttributesCommand, GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand, ListMessageMoveTasksCommand, ListQueuesCommand, ListQueueTagsCommand, PurgeQueueCommand,
  ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient,
  StartMessageMoveTaskCommand, TagQueueCommand, UntagQueueCommand,
} = commands;

const called = recorder();
let runner, sqs, count = 0;
before(async () => { runner = await startRunner(); sqs = called.watch(runner.client(SQSClient)); });
after(() => runner?.stop());

// The maximum, so that no test depends on its speed.
const hidden = { VisibilityTimeout: '43200' };
const newQueue = async (attributes = hidden, more = {}) =>
  (await sqs.send(new CreateQueueCommand({ QueueName: `q${++count}`, Attributes: attributes, ...more }))).QueueUrl;
const send = (QueueUrl, MessageBody, more = {}) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
const receive = async (QueueUrl, more = {}) =>
  (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ?? [];
const attribute = async (QueueUrl, name) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }))).Attributes[name];
const received = async () => {
  const queue = await newQueue();
  await send(queue, 'x');
  const [message] = await receive(queue);
  return { queue, ReceiptHandle: message.ReceiptHandle };
};
const change = (queue, ReceiptHandle, VisibilityTimeout) =>
  sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle, VisibilityTimeout }));
const withDeadLetters = async (maxReceiveCount = 1) => {
  const dead = await newQueue();
  const deadArn = await attribute(dead, 'QueueArn');
  const queue = await newQueue({ VisibilityTimeout: '0', RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount }) });
  return { dead, deadArn, queue };
};
const die = async (queue, bodies) => {
  for (let n = 0; n < bodies.length; n += 10)
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: bodies.slice(n, n + 10).map((MessageBody, n) => ({ Id: `${n}`, MessageBody })) }));
  await until(async () => (await receive(queue)).length === 0);
};

test('a message comes out as it went in, with its MD5 and attributes', async () => {
  const queue = await newQueue();
  const body = 'Me on top of a pyramid 🗻';
  const sent = await send(queue, body, {
    MessageAttributes: { RequestId: { DataType: 'String', StringValue: 'order-1' }, Attempt: { DataType: 'Number', StringValue: '2' }, Raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) } },
  });
  assert.equal(sent.MD5OfMessageBody, createHash('md5').update(body).digest('hex'));
  assert.equal(sent.MD5OfMessageAttributes, digest([['Attempt', 'Number', 1, '2'], ['Raw', 'Binary', 2, Buffer.from([0, 255])], ['RequestId', 'String', 1, 'order-1']]));
  const [message] = await receive(queue, { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] });
  assert.equal(message.Body, body);
  assert.equal(message.MessageId, sent.MessageId);
  assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.equal(message.MessageAttributes.RequestId.StringValue, 'order-1');
  assert.deepEqual([...message.MessageAttributes.Raw.BinaryValue], [0, 255]);
  assert.equal(message.Attributes.ApproximateReceiveCount, '1');
  assert.match(message.Attributes.SentTimestamp, /^\d{13}$/);
});

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
function digest(attributes) {
  const md5 = createHash('md5');
  const add = value => { const bytes = Buffer.from(value); const length = Buffer.alloc(4); length.writeUInt32BE(bytes.length); md5.update(length).update(bytes); };
  for (const [name, type, kind, value] of attributes) { add(name); add(type); md5.update(Buffer.from([kind])); add(value); }
  return md5.digest('hex');
}

test('only the attributes asked for come with a message, by name or by the beginning of one', async () => {
  const queue = await newQueue();
  const text = StringValue => ({ DataType: 'String', StringValue });
  await send(queue, 'x', { MessageAttributes: { 'a.one': text('1'), 'a.two': text('2'), b: text('3') } });
  const [message] = await receive(queue, { MessageAttributeNames: ['a.*'], MessageSystemAttributeNames: ['SenderId'] });
  assert.deepEqual(Object.keys(message.MessageAttributes).sort(), ['a.one', 'a.two']);
  assert.deepEqual(Object.keys(message.Attributes), ['SenderId']);
});

test('a received message is hidden until its visibility timeout is lifted', async () => {
  const queue = await newQueue();
  await send(queue, 'one');
  const [message] = await receive(queue);
  assert.deepEqual(await receive(queue), []);
  assert.equal(await attribute(queue, 'ApproximateNumberOfMessagesNotVisible'), '1');
  await change(queue, message.ReceiptHandle, 0);
  const [again] = await receive(queue, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
  assert.equal(again.Attributes.ApproximateReceiveCount, '2');
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: again.ReceiptHandle }));
  assert.equal(await attribute(queue, 'ApproximateNumberOfMessages'), '0');
});

test('a message deleted twice is no error', async () => {
  const { queue, ReceiptHandle } = await received();
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
});

test('a delayed message is counted as such and not received', async () => {
  const queue = await newQueue();
  await send(queue, 'later', { DelaySeconds: 900 });
  assert.equal(await attribute(queue, 'ApproximateNumberOfMessagesDelayed'), '1');
  assert.deepEqual(await receive(queue), []);
});

test('a long poll answers as soon as a message comes', async () => {
  const queue = await newQueue();
  const waiting = until(() => receive(queue, { WaitTimeSeconds: 20 }).then(messages => messages.length > 0 && messages));
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

test('visibility and deletion work in batches, each entry apart', async () => {
  const queue = await newQueue();
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries: [1, 2, 3].map(n => ({ Id: `${n}`, MessageBody: `${n}` })) }));
  const messages = await receive(queue);
  const wrong = { Id: 'wrong', ReceiptHandle: 'nonsense' };
  const entries = (messages, more) => [...messages.map((m, i) => ({ Id: `${i}`, ReceiptHandle: m.ReceiptHandle, ...more })), { ...wrong, ...more }];
  const lifted = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue, Entries: entries(messages, { VisibilityTimeout: 0 }) }));
  assert.deepEqual([lifted.Successful.length, lifted.Failed.map(f => [f.Id, f.Code])], [3, [['wrong', 'ReceiptHandleIsInvalid']]]);
  const again = await receive(queue);
  const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries: entries(again, {}) }));
  assert.deepEqual([deleted.Successful.length, deleted.Failed.map(f => [f.Id, f.Code])], [3, [['wrong', 'ReceiptHandleIsInvalid']]]);
});

test('a message received too often goes to the dead-letter queue and can be moved back', async () => {
  const { dead, deadArn, queue } = await withDeadLetters(2);
  await send(queue, 'poison');
  await receive(queue);
  await receive(queue);
  assert.deepEqual(await receive(queue), []);
  assert.equal(await attribute(dead, 'ApproximateNumberOfMessages'), '1');
  assert.deepEqual((await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }))).queueUrls, [queue]);
  const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn }));
  assert.ok(TaskHandle);
  const [task] = await until(async () => {
    const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: deadArn }));
    return Results?.[0]?.Status === 'COMPLETED' && Results;
  });
  assert.deepEqual([task.ApproximateNumberOfMessagesMoved, task.SourceArn], [1, deadArn]);
  assert.equal(await attribute(dead, 'ApproximateNumberOfMessages'), '0');
  assert.equal((await receive(queue))[0].Body, 'poison');
});

test('a dead letter says which queue it comes from', async () => {
  const { dead, queue } = await withDeadLetters();
  await die(queue, ['poison']);
  const [message] = await receive(dead, { MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'] });
  assert.equal(message.Attributes.DeadLetterQueueSourceArn, await attribute(queue, 'QueueArn'));
});

test('dead letters can be moved to any queue, and no faster than wished', async () => {
  const { deadArn, queue } = await withDeadLetters();
  await die(queue, ['one', 'two']);
  const elsewhere = await newQueue();
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn, DestinationArn: await attribute(elsewhere, 'QueueArn'), MaxNumberOfMessagesPerSecond: 500 }));
  await until(async () => (await attribute(elsewhere, 'ApproximateNumberOfMessages')) === '2');
});

test('a move in progress is cancelled', async () => {
  const { dead, deadArn, queue } = await withDeadLetters();
  // At one message per second the move takes minutes, so that it is still running when it is cancelled.
  await die(queue, Array.from({ length: 300 }, (_, n) => `${n}`));
  await until(async () => (await attribute(dead, 'ApproximateNumberOfMessages')) === '300');
  const elsewhere = await newQueue();
  const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadArn, DestinationArn: await attribute(elsewhere, 'QueueArn'), MaxNumberOfMessagesPerSecond: 1 }));
  const { ApproximateNumberOfMessagesMoved } = await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  assert.ok(ApproximateNumberOfMessagesMoved < 300);
  await until(async () => (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: deadArn }))).Results[0].Status === 'CANCELLED');
});

test('queues are found, changed, purged and deleted', async () => {
  const queue = await newQueue();
  const name = queue.split('/').at(-1);
  assert.equal((await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl, queue);
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '77' } }));
  assert.equal(await attribute(queue, 'VisibilityTimeout'), '77');
  await send(queue, 'gone');
  await sqs.send(new PurgeQueueCommand({ QueueUrl: queue }));
  assert.equal(await attribute(queue, 'ApproximateNumberOfMessages'), '0');
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
  await assert.rejects(send(queue, 'x'), { name: 'QueueDoesNotExist' });
});

test('one name with the same settings is one queue', async () => {
  const url = await newQueue({ VisibilityTimeout: '5' });
  const QueueName = url.split('/').at(-1);
  assert.equal((await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '5' } }))).QueueUrl, url);
});

test('a new queue has the documented defaults', async () => {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: await newQueue({}), AttributeNames: ['All'] }));
  const { DelaySeconds, MaximumMessageSize, MessageRetentionPeriod, ReceiveMessageWaitTimeSeconds, VisibilityTimeout, SqsManagedSseEnabled } = Attributes;
  assert.deepEqual(
    { DelaySeconds, MaximumMessageSize, MessageRetentionPeriod, ReceiveMessageWaitTimeSeconds, VisibilityTimeout, SqsManagedSseEnabled },
    { DelaySeconds: '0', MaximumMessageSize: '1048576', MessageRetentionPeriod: '345600', ReceiveMessageWaitTimeSeconds: '0', VisibilityTimeout: '30', SqsManagedSseEnabled: 'true' });
});

test('queues are listed in pages, by prefix', async () => {
  const made = [];
  for (const n of [1, 2, 3]) made.push((await sqs.send(new CreateQueueCommand({ QueueName: `page-${n}` }))).QueueUrl);
  const first = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'page-', MaxResults: 2 }));
  assert.deepEqual(first.QueueUrls, made.slice(0, 2));
  const second = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'page-', MaxResults: 2, NextToken: first.NextToken }));
  assert.deepEqual([second.QueueUrls, second.NextToken], [made.slice(2), undefined]);
});

test('the sources of a dead-letter queue are listed in pages', async () => {
  const dead = await newQueue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: await attribute(dead, 'QueueArn'), maxReceiveCount: 1 });
  const sources = [await newQueue({ RedrivePolicy }), await newQueue({ RedrivePolicy }), await newQueue({ RedrivePolicy })].sort();
  const first = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead, MaxResults: 2 }));
  const second = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead, MaxResults: 2, NextToken: first.NextToken }));
  assert.deepEqual([...first.queueUrls, ...second.queueUrls], sources);
});

test('queues carry tags', async () => {
  const queue = await newQueue(hidden, { tags: { team: 'images', stage: 'test' } });
  await sqs.send(new TagQueueCommand({ QueueUrl: queue, Tags: { stage: 'live' } }));
  await sqs.send(new UntagQueueCommand({ QueueUrl: queue, TagKeys: ['team'] }));
  assert.deepEqual((await sqs.send(new ListQueueTagsCommand({ QueueUrl: queue }))).Tags, { stage: 'live' });
});

const nowhere = () => `${runner.endpoint}/000000000000/nowhere`;
const nowhereArn = 'arn:aws:sqs:us-east-1:000000000000:nowhere';
const entries = count => Array.from({ length: count }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' }));
const sendBatch = async Entries => sqs.send(new SendMessageBatchCommand({ QueueUrl: await newQueue(), Entries }));
const changeBatch = async Entries => sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: await newQueue(), Entries }));
const deleteBatch = async Entries => sqs.send(new DeleteMessageBatchCommand({ QueueUrl: await newQueue(), Entries }));
const handle = Id => ({ Id, ReceiptHandle: 'x', VisibilityTimeout: 0 });

rejections(test, [
  ['an unknown queue', 'GetQueueUrl', 'QueueDoesNotExist', () => sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }))],
  ["another account's queue", 'GetQueueUrl', 'QueueDoesNotExist', async () => sqs.send(new GetQueueUrlCommand({ QueueName: (await newQueue()).split('/').at(-1), QueueOwnerAWSAccountId: '111111111111' }))],
  ...[
    DeleteQueueCommand, GetQueueAttributesCommand, SetQueueAttributesCommand, PurgeQueueCommand, SendMessageCommand, SendMessageBatchCommand,
    ReceiveMessageCommand, DeleteMessageCommand, DeleteMessageBatchCommand, ChangeMessageVisibilityCommand, ChangeMessageVisibilityBatchCommand,
    ListDeadLetterSourceQueuesCommand, TagQueueCommand, UntagQueueCommand, ListQueueTagsCommand,
  ].map(Command => ['an unknown queue', Command.name.replace('Command', ''), 'QueueDoesNotExist', () => sqs.send(new Command({
    QueueUrl: nowhere(), Attributes: {}, MessageBody: 'x', ReceiptHandle: 'x', VisibilityTimeout: 0, Entries: entries(1), Tags: {}, TagKeys: [],
  }))]),
  ['one name with two settings', 'CreateQueue', 'QueueNameExists', async () => { const url = await newQueue({ VisibilityTimeout: '1' }); return sqs.send(new CreateQueueCommand({ QueueName: url.split('/').at(-1), Attributes: { VisibilityTimeout: '2' } })); }],
  ['an unknown attribute', 'CreateQueue', 'InvalidAttributeName', () => newQueue({ Colour: 'red' })],
  ['a value out of range', 'CreateQueue', 'InvalidAttributeValue', () => newQueue({ VisibilityTimeout: '43201' })],
  ['a name with a blank', 'CreateQueue', 'InvalidParameterValue', () => sqs.send(new CreateQueueCommand({ QueueName: 'a b' }))],
  ['a first-in-first-out queue', 'CreateQueue', 'UnsupportedOperation', () => newQueue({ FifoQueue: 'true' })],
  ['an unknown attribute', 'GetQueueAttributes', 'InvalidAttributeName', async () => attribute(await newQueue(), 'Colour')],
  ['an unknown attribute', 'SetQueueAttributes', 'InvalidAttributeName', async () => sqs.send(new SetQueueAttributesCommand({ QueueUrl: await newQueue(), Attributes: { Colour: 'red' } }))],
  ['a value out of range', 'SetQueueAttributes', 'InvalidAttributeValue', async () => sqs.send(new SetQueueAttributesCommand({ QueueUrl: await newQueue(), Attributes: { DelaySeconds: '901' } }))],
  ['a redrive policy that is none', 'SetQueueAttributes', 'InvalidParameterValue', async () => sqs.send(new SetQueueAttributesCommand({ QueueUrl: await newQueue(), Attributes: { RedrivePolicy: '{' } }))],
  ['a second purge within a minute', 'PurgeQueue', 'PurgeQueueInProgress', async () => { const QueueUrl = await newQueue(); await sqs.send(new PurgeQueueCommand({ QueueUrl })); return sqs.send(new PurgeQueueCommand({ QueueUrl })); }],
  ['more than a page may hold', 'ListQueues', 'InvalidParameterValue', () => sqs.send(new ListQueuesCommand({ MaxResults: 1001 }))],
  ['a body that is no XML text', 'SendMessage', 'InvalidMessageContents', async () => send(await newQueue(), '\u0000')],
  ['no body', 'SendMessage', 'MissingParameter', async () => send(await newQueue(), undefined)],
  ['a body over one mebibyte', 'SendMessage', 'InvalidParameterValue', async () => send(await newQueue(), 'x'.repeat(1024 * 1024 + 1))],
  ['a delay beyond fifteen minutes', 'SendMessage', 'InvalidParameterValue', async () => send(await newQueue(), 'x', { DelaySeconds: 901 })],
  ['an empty attribute', 'SendMessage', 'InvalidParameterValue', async () => send(await newQueue(), 'x', { MessageAttributes: { a: { DataType: 'String', StringValue: '' } } })],
  ['an attribute of unknown type', 'SendMessage', 'InvalidParameterValue', async () => send(await newQueue(), 'x', { MessageAttributes: { a: { DataType: 'Date', StringValue: '1' } } })],
  ['eleven attributes', 'SendMessage', 'InvalidParameterValue', async () => send(await newQueue(), 'x', { MessageAttributes: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`a${n}`, { DataType: 'String', StringValue: '1' }])) })],
  ['an empty batch', 'SendMessageBatch', 'EmptyBatchRequest', () => sendBatch([])],
  ['eleven entries', 'SendMessageBatch', 'TooManyEntriesInBatchRequest', () => sendBatch(entries(11))],
  ['one id twice', 'SendMessageBatch', 'BatchEntryIdsNotDistinct', () => sendBatch([...entries(1), ...entries(1)])],
  ['an id with a blank', 'SendMessageBatch', 'InvalidBatchEntryId', () => sendBatch([{ Id: 'a b', MessageBody: 'x' }])],
  ['more than a mebibyte in all', 'SendMessageBatch', 'BatchRequestTooLong', () => sendBatch(entries(3).map(e => ({ ...e, MessageBody: 'x'.repeat(400_000) })))],
  ['eleven messages', 'ReceiveMessage', 'InvalidParameterValue', async () => receive(await newQueue(), { MaxNumberOfMessages: 11 })],
  ['a wait of more than twenty seconds', 'ReceiveMessage', 'InvalidParameterValue', async () => receive(await newQueue(), { WaitTimeSeconds: 21 })],
  ['an unknown system attribute', 'ReceiveMessage', 'InvalidAttributeName', async () => receive(await newQueue(), { MessageSystemAttributeNames: ['Colour'] })],
  ['what is no receipt handle', 'DeleteMessage', 'ReceiptHandleIsInvalid', async () => sqs.send(new DeleteMessageCommand({ QueueUrl: await newQueue(), ReceiptHandle: 'nonsense' }))],
  ['an empty batch', 'DeleteMessageBatch', 'EmptyBatchRequest', () => deleteBatch([])],
  ['eleven entries', 'DeleteMessageBatch', 'TooManyEntriesInBatchRequest', () => deleteBatch(Array.from({ length: 11 }, (_, n) => handle(`${n}`)))],
  ['one id twice', 'DeleteMessageBatch', 'BatchEntryIdsNotDistinct', () => deleteBatch([handle('a'), handle('a')])],
  ['an id with a blank', 'DeleteMessageBatch', 'InvalidBatchEntryId', () => deleteBatch([handle('a b')])],
  ['what is no receipt handle', 'ChangeMessageVisibility', 'ReceiptHandleIsInvalid', async () => change(await newQueue(), 'nonsense', 1)],
  ['a message that is visible', 'ChangeMessageVisibility', 'MessageNotInflight', async () => { const { queue, ReceiptHandle } = await received(); await change(queue, ReceiptHandle, 0); return change(queue, ReceiptHandle, 1); }],
  ['a deleted message', 'ChangeMessageVisibility', 'InvalidParameterValue', async () => { const { queue, ReceiptHandle } = await received(); await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle })); return change(queue, ReceiptHandle, 1); }],
  ['more than twelve hours', 'ChangeMessageVisibility', 'InvalidParameterValue', async () => { const { queue, ReceiptHandle } = await received(); return change(queue, ReceiptHandle, 43201); }],
  ['an empty batch', 'ChangeMessageVisibilityBatch', 'EmptyBatchRequest', () => changeBatch([])],
  ['eleven entries', 'ChangeMessageVisibilityBatch', 'TooManyEntriesInBatchRequest', () => changeBatch(Array.from({ length: 11 }, (_, n) => handle(`${n}`)))],
  ['one id twice', 'ChangeMessageVisibilityBatch', 'BatchEntryIdsNotDistinct', () => changeBatch([handle('a'), handle('a')])],
  ['an id with a blank', 'ChangeMessageVisibilityBatch', 'InvalidBatchEntryId', () => changeBatch([handle('a b')])],
  ['an unknown source', 'StartMessageMoveTask', 'ResourceNotFoundException', () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: nowhereArn }))],
  ['a queue that takes no dead letters', 'StartMessageMoveTask', 'InvalidParameterValue', async () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: await attribute(await newQueue(), 'QueueArn') }))],
  ['an unknown destination', 'StartMessageMoveTask', 'ResourceNotFoundException', async () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: (await withDeadLetters()).deadArn, DestinationArn: nowhereArn }))],
  ['501 messages a second', 'StartMessageMoveTask', 'InvalidParameterValue', async () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: (await withDeadLetters()).deadArn, MaxNumberOfMessagesPerSecond: 501 }))],
  ['an unknown source', 'ListMessageMoveTasks', 'ResourceNotFoundException', () => sqs.send(new ListMessageMoveTasksCommand({ SourceArn: nowhereArn }))],
  ['an unknown task', 'CancelMessageMoveTask', 'ResourceNotFoundException', () => sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: 'nonsense' }))],
]);

test('every other operation of SQS is rejected by name', () =>
  assertEveryOtherIsRejected({ commands, client: sqs, succeeded: called.succeeded, rejections: ['UnknownOperationException'] }));
