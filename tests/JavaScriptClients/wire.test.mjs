// Checks that AWS's clients send what the stand-ins of this repository send: requests.json has every request of the stand-ins with its
// input, and tests/Standins.Tests checks the stand-ins against it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import * as bedrock from '@aws-sdk/client-bedrock-runtime';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const requests = JSON.parse(await readFile(new URL('requests.json', import.meta.url), 'utf8'));

const settings = { region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, disableHostPrefix: true, maxAttempts: 1 };
const services = {
  'sns': { commands: sns, connect: endpoint => new sns.SNSClient({ ...settings, endpoint }) },
  'sfn': { commands: sfn, connect: endpoint => new sfn.SFNClient({ ...settings, endpoint }) },
  'bedrock-runtime': { commands: bedrock, connect: endpoint => new bedrock.BedrockRuntimeClient({ ...settings, endpoint, requestHandler: new NodeHttpHandler() }) },
};

// Headers that differ between calls, machines or clients.
const incomparable = [
  'amz-sdk-invocation-id', 'amz-sdk-request', 'authorization', 'connection', 'content-length', 'host', 'transfer-encoding', 'user-agent',
  'x-amz-content-sha256', 'x-amz-date', 'x-amz-user-agent',
];

let server, endpoint, seen;
before(async () => {
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    seen = { method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() };
    response.end(request.headers['content-type']?.includes('urlencoded') ? '<R/>' : '{}');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${server.address().port}`;
});
after(() => new Promise(resolve => server.close(resolve)));

const isBytes = name => ['BinaryValue', 'BinaryListValues', 'body'].includes(name);
const bytesIn = (value, name) => {
  if (Array.isArray(value)) return value.map(item => bytesIn(item, name));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bytesIn(item, key)]));
  return isBytes(name) && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
};

// The .NET clients write the members of JSON and the fields of forms in alphabetical order.
const inOrder = value => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value && typeof value === 'object') return Object.fromEntries(Object.keys(value).sort().map(key => [key, inOrder(value[key])]));
  return value;
};
const ordered = {
  'sfn': body => JSON.stringify(inOrder(JSON.parse(body))),
  'sns': body => body.split('&').sort().join('&'),
  'bedrock-runtime': body => body,
};

// Differences between the .NET clients, and so the stand-ins, and the JavaScript ones.
const comparable = (service, headers) => Object.fromEntries(Object.entries(headers)
  .filter(([name]) => !incomparable.includes(name) && name !== 'x-amz-api-version')
  .map(([name, value]) => [name, service === 'sns' && name === 'content-type' ? value.replace('; charset=utf-8', '') : value])
  .sort());

for (const { service, operation, input, method, path, headers, body } of requests) {
  test(`${operation} of ${service} is the same request from both clients`, async () => {
    const { commands, connect } = services[service];
    seen = undefined;
    // The response is not from this service, so reading it may fail.
    await connect(endpoint).send(new commands[`${operation}Command`](bytesIn(input))).catch(error => error);
    assert.ok(seen, 'nothing was sent');
    assert.deepEqual([seen.method, seen.path], [method, path]);
    assert.deepEqual(comparable(service, seen.headers), comparable(service, headers));
    assert.equal(ordered[service](seen.body), ordered[service](body));
  });
}

test('the list has every operation of the stand-ins', () =>
  assert.deepEqual(
    Object.keys(services).map(service => requests.filter(request => request.service === service).length),
    [5, 11, 1]));
