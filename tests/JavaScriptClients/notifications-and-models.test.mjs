import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CreateTopicCommand, ListSubscriptionsByTopicCommand, ListTopicsCommand, PublishCommand, SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { startRunner } from './runner.mjs';

let runner, sns, bedrock, lambda;
before(async () => {
  runner = await startRunner();
  sns = runner.client(SNSClient);
  // By default this one client speaks HTTP/2, which without TLS cannot be agreed on.
  bedrock = runner.client(BedrockRuntimeClient, { maxAttempts: 1, requestHandler: new NodeHttpHandler() });
  lambda = runner.client(LambdaClient, { maxAttempts: 1 });
});
after(() => runner?.stop());

test('a topic takes subscriptions and messages', async () => {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news' }));
  assert.equal((await sns.send(new CreateTopicCommand({ Name: 'news' }))).TopicArn, TopicArn);
  assert.ok((await sns.send(new ListTopicsCommand({}))).Topics.some(t => t.TopicArn === TopicArn));
  const { SubscriptionArn } = await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'someone@example.com', ReturnSubscriptionArn: true }));
  assert.deepEqual((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions.map(s => s.Endpoint), ['someone@example.com']);
  assert.match((await sns.send(new PublishCommand({ TopicArn, Subject: 'Hello', Message: 'Grüße', MessageAttributes: { outcome: { DataType: 'String', StringValue: 'stored' } } }))).MessageId, /^[0-9a-f-]{36}$/);
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  assert.deepEqual((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions, []);
});

test('a message to an unknown topic is refused with NotFound', () =>
  assert.rejects(sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:nowhere', Message: 'x' })), { name: 'NotFoundException' }));

test('a subject that mail could not carry is refused with InvalidParameter', async () => {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'subjects' }));
  await assert.rejects(sns.send(new PublishCommand({ TopicArn, Subject: 'two\nlines', Message: 'x' })), { name: 'InvalidParameterException' });
});

const draw = async (body, modelId = 'stability.stable-image-core-v1:1') => {
  const answer = await bedrock.send(new InvokeModelCommand({ modelId, contentType: 'application/json', accept: 'application/json', body: JSON.stringify(body) }));
  return JSON.parse(Buffer.from(answer.body));
};

test('the model draws a PNG, the same for the same prompt and seed', async () => {
  const first = await draw({ prompt: 'A croissant', seed: 42, output_format: 'png' });
  assert.deepEqual([first.seeds, first.finish_reasons], [[42], [null]]);
  const bytes = Buffer.from(first.images[0], 'base64');
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1024, 1024]);
  assert.equal((await draw({ prompt: 'A croissant', seed: 42, output_format: 'png' })).images[0], first.images[0]);
  assert.notEqual((await draw({ prompt: 'A croissant', seed: 43, output_format: 'png' })).images[0], first.images[0]);
});

test('the model draws a JPEG in the aspect ratio asked for', async () => {
  const { images } = await draw({ prompt: 'A croissant', seed: 1, aspect_ratio: '16:9', output_format: 'jpeg' });
  assert.deepEqual([...Buffer.from(images[0], 'base64').subarray(0, 3)], [0xff, 0xd8, 0xff]);
});

test('the model refuses what its schema does not allow', async () => {
  await assert.rejects(draw({ prompt: '' }), { name: 'ValidationException' });
  await assert.rejects(draw({ prompt: 'x', aspect_ratio: '7:3' }), { name: 'ValidationException' });
  await assert.rejects(draw({ prompt: 'x' }, 'stability.unheard-of-v9:9'), error => ['ValidationException', 'ResourceNotFoundException', 'AccessDeniedException'].includes(error.name));
});

test('a function is invoked and its error is reported as Lambda does', async () => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: 'prompt-to-image-validate', Payload: JSON.stringify({ id: 'a', attempt: 1, message: '' }) }));
  assert.equal(answer.FunctionError, 'Unhandled');
  assert.equal(JSON.parse(Buffer.from(answer.Payload)).errorType, 'InvalidPromptException');
  await assert.rejects(lambda.send(new InvokeCommand({ FunctionName: 'missing' })), { name: 'ResourceNotFoundException' });
});
