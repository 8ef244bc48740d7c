// Runs the API's mapping templates (Velocity) as API Gateway does: the request template, then the response template, with the
// requests and responses of SQS and Step Functions.
//
//   node --test checks/*.test.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import velocity from 'velocityjs';

// Strings in a template are Java strings.
String.prototype.matches = function (pattern) { return new RegExp(`^(?:${pattern})$`).test(this); };
String.prototype.contains = function (part) { return this.includes(part); };

const executions = 'arn:aws:states:us-west-2:111122223333:execution:prompt-to-image:';
const messageId = '5fea7756-0ea4-451a-a703-a558b933e274';
const sent = { SendMessageResponse: { SendMessageResult: { MessageId: messageId, MD5OfMessageBody: 'x' } } };

/** What goes over the wire to the service, and the context that its response is mapped in. */
function request(template, { body = '', params = {} }) {
  const context = { requestOverride: { path: {} }, responseOverride: {} };
  return { context, text: render(template, body, params, context) };
}

/** Status and body of a response. */
function response(template, body, context = { requestOverride: { path: {} }, responseOverride: {} }) {
  const text = render(template, JSON.stringify(body), {}, context);
  return { status: context.responseOverride.status, body: JSON.parse(text) };
}

function render(name, body, params, context) {
  const template = readFileSync(new URL(`../Templates/${name}.vtl`, import.meta.url), 'utf8').replace('@idPattern@', '[A-Za-z0-9_-]{1,64}').replace('@execution@', `${executions}$name`);
  const at = path => path.slice(2).split('.').reduce((node, key) => node?.[key], JSON.parse(body)) ?? '';
  return velocity.render(template, {
    context,
    input: { body, path: at, json: path => JSON.stringify(at(path)), params: key => params[key] ?? '' },
    util: { urlEncode: encodeURIComponent, parseJson: JSON.parse },
  }).trim();
}

const send = body => request('send-request', { body: JSON.stringify(body) });
const find = params => JSON.parse(request('status-request', { params }).text).executionArn;

test('a prompt is sent as it came, and answered with its message id', () => {
  const body = { prompt: 'Crème & <b>"brûlée"</b> = 100 %\n\u{1F36E}', seed: 7 };
  const { text, context } = send(body);
  const form = new URLSearchParams(text);
  assert.equal(form.get('Action'), 'SendMessage');
  assert.deepEqual(JSON.parse(form.get('MessageBody')), body);
  assert.deepEqual([...form.keys()], ['Action', 'Version', 'MessageBody']);
  assert.deepEqual(response('send-response', sent, context).body, { id: messageId });
});

test('an id that the sender chose is the id', () => {
  const { context } = send({ prompt: 'A croissant', id: 'order-1234' });
  assert.deepEqual(response('send-response', sent, context).body, { id: 'order-1234' });
});

test('a status is that of the execution named by id and attempt', () => {
  assert.equal(find({ id: 'order-1234' }), `${executions}order-1234`);
  assert.equal(find({ id: 'order-1234', attempt: '1' }), `${executions}order-1234`);
  assert.equal(find({ id: 'order-1234', attempt: '2' }), `${executions}order-1234-r2`);
});

for (const id of ['a:b', '*', '", "x": "', "it's", 'a'.repeat(65), ''])
  test(`no execution is asked for by the name ${JSON.stringify(id)}`, () => assert.equal(find({ id }), `${executions}?`));

for (const attempt of ['0', '-1', '2"', 'x', '1000000'])
  test(`the attempt ${JSON.stringify(attempt)} is not listened to`, () => assert.equal(find({ id: 'a', attempt }), `${executions}a`));

const input = JSON.stringify({ id: 'order-1234', attempt: 2, message: 'He said "hi"' });

test('a running prompt', () => assert.deepEqual(
  response('status-response', { status: 'RUNNING', startDate: 1795000000.5, input }).body,
  { id: 'order-1234', attempt: 2, status: 'RUNNING', startDate: 1795000000.5 }));

test('a stored prompt tells where its image is', () => {
  const stored = {
    bucket: 'b', key: 'images/2026/11/22/x.png', manifestKey: 'images/2026/11/22/x.json', contentType: 'image/png',
    size: 1500000, sha256: 'abc', width: 1024, height: 768, storedAt: '2026-11-22T09:00:00+00:00',
  };
  const output = JSON.stringify({ id: 'order-1234', attempt: 2, image: { bucket: 'staging' }, stored });
  assert.deepEqual(
    response('status-response', { status: 'SUCCEEDED', startDate: 1, stopDate: 2.25, input, output }).body,
    { id: 'order-1234', attempt: 2, status: 'SUCCEEDED', startDate: 1, stopDate: 2.25, image: stored });
});

test('a failed prompt tells why', () => {
  const failure = { error: 'ContentFilteredException', cause: '{"errorMessage":"Filter reason: \\"prompt\\"\\n"}' };
  assert.deepEqual(
    response('status-response', { status: 'FAILED', startDate: 1, stopDate: 2, input, ...failure }).body,
    { id: 'order-1234', attempt: 2, status: 'FAILED', startDate: 1, stopDate: 2, ...failure });
});

test('a stopped prompt has no reason', () => assert.deepEqual(
  response('status-response', { status: 'ABORTED', startDate: 1, stopDate: 2, input, error: null }).body,
  { id: 'order-1234', attempt: 2, status: 'ABORTED', startDate: 1, stopDate: 2 }));

for (const [type, status] of [['ExecutionDoesNotExist', 404], ['InvalidArn', 404], ['com.amazon.coral#ThrottlingException', 429], ['AccessDeniedException', 502]])
  test(`${type} is answered with ${status}`, () => {
    const rejected = response('status-not-found', { __type: type });
    assert.equal(rejected.status, status);
    assert.equal(typeof rejected.body.message, 'string');
  });

for (const template of ['send-failed', 'status-failed'])
  test(`${template} is JSON`, () => assert.equal(typeof response(template, {}).body.message, 'string'));
