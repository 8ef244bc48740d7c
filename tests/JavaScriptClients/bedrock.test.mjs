// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as commands from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { assertEveryOtherIsRejected, recorder, rejections } from './operations.mjs';
import { startRunner, until } from './runner.mjs';

const { BedrockRuntimeClient, InvokeModelCommand } = commands;

const called = recorder();
const runners = [];
const core = 'stability.stable-image-core-v1:1';
// By default this client uses HTTP/2, which cannot be negotiated without TLS.
const connect = async (...options) => {
  const runner = await startRunner(...options);
  runners.push(runner);
  return runner.client(BedrockRuntimeClient, { maxAttempts: 1, requestHandler: new NodeHttpHandler() });
};
let bedrock;
before(async () => { bedrock = called.watch(await connect()); });
after(() => Promise.all(runners.map(runner => runner.stop())));

const draw = async (body, { modelId = core, client = bedrock } = {}) => {
  const answer = await client.send(new InvokeModelCommand({ modelId, contentType: 'application/json', accept: 'application/json', body: typeof body === 'string' ? body : JSON.stringify(body) }));
  assert.equal(answer.contentType, 'application/json');
  return JSON.parse(Buffer.from(answer.body));
};
const sizeOf = png => [png.readUInt32BE(16), png.readUInt32BE(20)];

for (const modelId of [core, 'stability.stable-image-ultra-v1:1', 'stability.sd3-5-large-v1:0', `arn:aws:bedrock:us-west-2::foundation-model/${core}`]) {
  test(`${modelId} draws a PNG, the same for the same prompt and seed`, async () => {
    const first = await draw({ prompt: 'A croissant', seed: 42, output_format: 'png' }, { modelId });
    assert.deepEqual([first.seeds, first.finish_reasons], [[42], [null]]);
    const bytes = Buffer.from(first.images[0], 'base64');
    assert.deepEqual([bytes.subarray(1, 4).toString(), sizeOf(bytes)], ['PNG', [1024, 1024]]);
    assert.equal((await draw({ prompt: 'A croissant', seed: 42, output_format: 'png' }, { modelId })).images[0], first.images[0]);
    assert.notEqual((await draw({ prompt: 'A croissant', seed: 43, output_format: 'png' }, { modelId })).images[0], first.images[0]);
  });
}

test('without a seed the model chooses one and tells it', async () => {
  const { seeds: [seed], images } = await draw({ prompt: 'A croissant', mode: 'text-to-image' });
  assert.ok(seed > 0);
  assert.equal((await draw({ prompt: 'A croissant', seed })).images[0], images[0]);
});

test('the model draws a JPEG in the aspect ratio asked for', async () => {
  const { images } = await draw({ prompt: 'A croissant', negative_prompt: 'butter', seed: 1, aspect_ratio: '16:9', output_format: 'jpeg' });
  assert.deepEqual([...Buffer.from(images[0], 'base64').subarray(0, 3)], [0xff, 0xd8, 0xff]);
  const [width, height] = sizeOf(Buffer.from((await draw({ prompt: 'x', seed: 1, aspect_ratio: '9:16' })).images[0], 'base64'));
  assert.ok(height > width);
});

test('a blocked prompt is a success without an image', async () =>
  assert.deepEqual(await draw({ prompt: 'nsfw' }), { finish_reasons: ['Filter reason: prompt'] }));

rejections(test, [
  ['an empty prompt', 'InvokeModel', 'ValidationException', () => draw({ prompt: '' })],
  ['no prompt', 'InvokeModel', 'ValidationException', () => draw({})],
  ['a prompt of 10001 characters', 'InvokeModel', 'ValidationException', () => draw({ prompt: 'x'.repeat(10_001) })],
  ['an unknown aspect ratio', 'InvokeModel', 'ValidationException', () => draw({ prompt: 'x', aspect_ratio: '7:3' })],
  ['an unknown member', 'InvokeModel', 'ValidationException', () => draw({ prompt: 'x', colour: 'red' })],
  ['a negative seed', 'InvokeModel', 'ValidationException', () => draw({ prompt: 'x', seed: -1 })],
  ['a body that is no JSON', 'InvokeModel', 'ValidationException', () => draw('{')],
  ['a model that is none', 'InvokeModel', 'ValidationException', () => draw({ prompt: 'x' }, { modelId: 'nonsense' })],
  ["another provider's model", 'InvokeModel', 'AccessDeniedException', () => draw({ prompt: 'x' }, { modelId: 'anthropic.any-v1:0' })],
  ['a model past the end of its life', 'InvokeModel', 'ResourceNotFoundException', () => draw({ prompt: 'x' }, { modelId: 'amazon.titan-image-generator-v2:0' })],
]);

test('calls beyond the quota are throttled', async () => {
  const client = await connect('--model-quota', '1/min');
  await until(async () => {
    const calls = await Promise.allSettled([1, 2, 3].map(() => draw({ prompt: 'x' }, { client })));
    return calls.some(call => call.reason?.name === 'ThrottlingException' && call.reason.$metadata.httpStatusCode === 429);
  });
});

test("failures on the model's side have the documented names", async () => {
  const client = await connect('--model-error-rate', '100%');
  const documented = { ModelErrorException: 424, InternalServerException: 500, ModelTimeoutException: 408, ServiceUnavailableException: 503 };
  const seen = new Set();
  await until(async () => {
    const error = await draw({ prompt: 'x' }, { client }).then(() => assert.fail('it should have failed'), error => error);
    assert.equal(error.$metadata.httpStatusCode, documented[error.name], error.name);
    return seen.add(error.name).size === Object.keys(documented).length;
  }, { every: 0 });
});

test('every other operation of Bedrock Runtime is rejected by name', () =>
  assertEveryOtherIsRejected({
    // A bidirectional stream needs HTTP/2, which this client does not use here.
    commands, client: bedrock, succeeded: new Set([...called.succeeded, 'InvokeModelWithBidirectionalStreamCommand']), rejections: ['UnknownOperationException'],
    input: { modelId: core, messages: [], guardrailIdentifier: 'g', guardrailVersion: '1', source: 'INPUT', content: [], invocationArn: 'i', input: { converse: { messages: [] } }, modelInput: {}, outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://b' } }, body: '{}' },
  }));
