// https://docs.aws.amazon.com/sns/latest/api/API_Operations.html
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as commands from '@aws-sdk/client-sns';
import { assertEveryOtherIsRejected, recorder, rejections } from './operations.mjs';
import { startRunner } from './runner.mjs';

const {
  CreateTopicCommand, DeleteTopicCommand, GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, ListSubscriptionsCommand,
  ListTopicsCommand, PublishBatchCommand, PublishCommand, SetTopicAttributesCommand, SNSClient, SubscribeCommand, UnsubscribeCommand,
} = commands;

const called = recorder();
let runner, sns, count = 0;
before(async () => { runner = await startRunner(); sns = called.watch(runner.client(SNSClient)); });
after(() => runner?.stop());

const newTopic = async (more = {}) => (await sns.send(new CreateTopicCommand({ Name: `topic-${++count}`, ...more }))).TopicArn;
const subscribe = async (TopicArn, Endpoint, more = {}) =>
  (await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint, ReturnSubscriptionArn: true, ...more }))).SubscriptionArn;
const subscribers = async TopicArn => (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions.map(s => s.Endpoint);
const attributes = async TopicArn => (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes;
const publish = async (more = {}) => sns.send(new PublishCommand({ TopicArn: await newTopic(), Message: 'x', ...more }));
const publishBatch = async entries => sns.send(new PublishBatchCommand({ TopicArn: await newTopic(), PublishBatchRequestEntries: entries }));
const pages = async (Command, member, input = {}) => {
  const all = [];
  let NextToken, number = 0;
  do {
    const page = await sns.send(new Command({ ...input, NextToken }));
    all.push(...page[member]);
    ({ NextToken } = page);
    number++;
  } while (NextToken);
  return { all, number };
};

test('one name is one topic, with a display name', async () => {
  const arn = await newTopic({ Attributes: { DisplayName: 'News' } });
  assert.equal((await sns.send(new CreateTopicCommand({ Name: arn.split(':').at(-1) }))).TopicArn, arn);
  assert.equal((await attributes(arn)).DisplayName, 'News');
  await sns.send(new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: 'DisplayName', AttributeValue: 'Other news' }));
  const { TopicArn, DisplayName, Owner, SubscriptionsConfirmed } = await attributes(arn);
  assert.deepEqual([TopicArn, DisplayName, Owner, SubscriptionsConfirmed], [arn, 'Other news', '000000000000', '0']);
});

test('an address is subscribed once, listed, and unsubscribed', async () => {
  const topic = await newTopic();
  const arn = await subscribe(topic, 'someone@example.com');
  assert.equal(await subscribe(topic, 'someone@example.com'), arn);
  assert.deepEqual(await subscribers(topic), ['someone@example.com']);
  assert.ok((await pages(ListSubscriptionsCommand, 'Subscriptions')).all.some(s => s.SubscriptionArn === arn && s.TopicArn === topic && s.Protocol === 'email'));
  assert.equal((await attributes(topic)).SubscriptionsConfirmed, '1');
  await sns.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
  assert.deepEqual(await subscribers(topic), []);
});

test('topics and subscriptions are listed in pages of a hundred', async () => {
  const topic = await newTopic();
  const addresses = Array.from({ length: 101 }, (_, n) => `someone-${n}@example.com`);
  for (const address of addresses) await subscribe(topic, address);
  const bySubscription = await pages(ListSubscriptionsByTopicCommand, 'Subscriptions', { TopicArn: topic });
  assert.deepEqual([bySubscription.all.map(s => s.Endpoint).sort(), bySubscription.number], [addresses.sort(), 2]);
  for (let n = 0; n < 100; n++) await newTopic();
  const byTopic = await pages(ListTopicsCommand, 'Topics');
  assert.ok(byTopic.all.some(t => t.TopicArn === topic) && byTopic.number >= 2);
  assert.equal(new Set(byTopic.all.map(t => t.TopicArn)).size, byTopic.all.length);
});

test('a message is published, to be read in the mailbox', async () => {
  const topic = await newTopic();
  await subscribe(topic, 'reader@example.com');
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn: topic, Subject: 'Hello', Message: 'Grüße', MessageAttributes: { outcome: { DataType: 'String', StringValue: 'stored' }, raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1]) } } }));
  assert.match(MessageId, /^[0-9a-f-]{36}$/);
});

test('a batch reports each message apart', async () => {
  const { Successful, Failed } = await publishBatch([{ Id: 'good', Message: 'fine' }, { Id: 'bad', Message: 'x', Subject: 'two\nlines' }]);
  assert.deepEqual([Successful.map(e => e.Id), Failed.map(e => [e.Id, e.Code, e.SenderFault])], [['good'], [['bad', 'InvalidParameter', true]]]);
});

test('a deleted topic takes its subscriptions along, and deleting again is no error', async () => {
  const topic = await newTopic();
  const SubscriptionArn = await subscribe(topic, 'someone@example.com');
  for (const _ of [1, 2]) await sns.send(new DeleteTopicCommand({ TopicArn: topic }));
  await assert.rejects(sns.send(new UnsubscribeCommand({ SubscriptionArn })), { name: 'NotFoundException' });
});

const nowhere = 'arn:aws:sns:us-east-1:000000000000:nowhere';
const entry = Id => ({ Id, Message: 'x' });
const attribute = value => ({ MessageAttributes: { a: value } });

rejections(test, [
  ...[GetTopicAttributesCommand, SetTopicAttributesCommand, SubscribeCommand, ListSubscriptionsByTopicCommand, PublishCommand, PublishBatchCommand].map(Command =>
    ['an unknown topic', Command.name.replace('Command', ''), 'NotFoundException', () => sns.send(new Command({
      TopicArn: nowhere, AttributeName: 'DisplayName', AttributeValue: 'x', Protocol: 'email', Endpoint: 'a@example.com', Message: 'x', PublishBatchRequestEntries: [entry('a')],
    }))]),
  ...[DeleteTopicCommand, GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, PublishCommand].map(Command =>
    ['what is no ARN', Command.name.replace('Command', ''), 'InvalidParameterException', () => sns.send(new Command({ TopicArn: 'nonsense', Message: 'x' }))]),
  ['a name with a blank', 'CreateTopic', 'InvalidParameterException', () => newTopic({ Name: 'a b' })],
  ['an attribute that cannot be set', 'SetTopicAttributes', 'InvalidParameterException', async () => sns.send(new SetTopicAttributesCommand({ TopicArn: await newTopic(), AttributeName: 'Policy', AttributeValue: '{}' }))],
  ['what is no address', 'Subscribe', 'InvalidParameterException', async () => subscribe(await newTopic(), 'nobody')],
  ['another protocol than e-mail', 'Subscribe', 'InvalidParameterException', async () => subscribe(await newTopic(), 'http://localhost', { Protocol: 'http' })],
  ['an unknown subscription', 'Unsubscribe', 'NotFoundException', () => sns.send(new UnsubscribeCommand({ SubscriptionArn: `${nowhere}:1` }))],
  ['an empty message', 'Publish', 'InvalidParameterException', () => publish({ Message: '' })],
  ['a message over 256 KiB', 'Publish', 'InvalidParameterException', () => publish({ Message: 'x'.repeat(262_145) })],
  ['a subject of two lines', 'Publish', 'InvalidParameterException', () => publish({ Subject: 'two\nlines' })],
  ['a subject of 101 characters', 'Publish', 'InvalidParameterException', () => publish({ Subject: 'x'.repeat(101) })],
  ['texts by protocol without a default', 'Publish', 'InvalidParameterException', () => publish({ MessageStructure: 'json', Message: '{}' })],
  ['an attribute of unknown type', 'Publish', 'InvalidParameterValueException', () => publish(attribute({ DataType: 'Date', StringValue: '1' }))],
  ['an empty attribute', 'Publish', 'InvalidParameterValueException', () => publish(attribute({ DataType: 'String', StringValue: '' }))],
  ['a number that is none', 'Publish', 'InvalidParameterValueException', () => publish(attribute({ DataType: 'Number', StringValue: 'x' }))],
  ['an empty batch', 'PublishBatch', 'EmptyBatchRequestException', () => publishBatch([])],
  ['eleven entries', 'PublishBatch', 'TooManyEntriesInBatchRequestException', () => publishBatch(Array.from({ length: 11 }, (_, n) => entry(`${n}`)))],
  ['one id twice', 'PublishBatch', 'BatchEntryIdsNotDistinctException', () => publishBatch([entry('a'), entry('a')])],
  ['an id with a blank', 'PublishBatch', 'InvalidBatchEntryIdException', () => publishBatch([entry('a b')])],
  ['more than 256 KiB in all', 'PublishBatch', 'BatchRequestTooLongException', () => publishBatch([1, 2].map(n => ({ Id: `${n}`, Message: 'x'.repeat(140_000) })))],
]);

test('every other operation of SNS is rejected by name', () =>
  assertEveryOtherIsRejected({ commands, client: sns, succeeded: called.succeeded, rejections: ['InvalidAction'] }));
