import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CreateStateMachineCommand, DescribeExecutionCommand, DescribeStateMachineCommand, DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand, ListExecutionsCommand, ListStateMachinesCommand, RedriveExecutionCommand, SendTaskSuccessCommand,
  SFNClient, StartExecutionCommand, StartSyncExecutionCommand, StopExecutionCommand, TestStateCommand, UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { startRunner, until } from './runner.mjs';

let runner, sfn, count = 0;
before(async () => { runner = await startRunner(); sfn = runner.client(SFNClient); });
after(() => runner?.stop());

const roleArn = 'arn:aws:iam::000000000000:role/any';
const pass = { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } };
const wait = { StartAt: 'Only', States: { Only: { Type: 'Wait', Seconds: 3600, End: true } } };
const newMachine = async definition =>
  (await sfn.send(new CreateStateMachineCommand({ name: `machine-${++count}`, definition: JSON.stringify(definition), roleArn }))).stateMachineArn;
const start = async (stateMachineArn, more = {}) =>
  (await sfn.send(new StartExecutionCommand({ stateMachineArn, ...more }))).executionArn;
const describe = executionArn => sfn.send(new DescribeExecutionCommand({ executionArn }));
const ended = executionArn => until(async () => { const e = await describe(executionArn); return e.status !== 'RUNNING' && e; });

test('an execution runs and can be described', async () => {
  const machine = await newMachine(pass);
  const execution = await ended(await start(machine, { name: 'first', input: '{"a":1}' }));
  assert.equal(execution.status, 'SUCCEEDED');
  assert.equal(execution.name, 'first');
  assert.deepEqual(JSON.parse(execution.output), { a: 1 });
  assert.ok(execution.startDate instanceof Date && execution.stopDate >= execution.startDate);
  assert.equal((await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: execution.executionArn }))).stateMachineArn, machine);
});

test('its history pages forwards and backwards', async () => {
  const execution = await ended(await start(await newMachine(pass)));
  const types = async (more = {}) => (await sfn.send(new GetExecutionHistoryCommand({ executionArn: execution.executionArn, ...more }))).events.map(e => e.type);
  const all = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];
  assert.deepEqual(await types(), all);
  assert.deepEqual(await types({ reverseOrder: true }), [...all].reverse());
  const page = await sfn.send(new GetExecutionHistoryCommand({ executionArn: execution.executionArn, maxResults: 3 }));
  assert.deepEqual(page.events.map(e => e.id), [1, 2, 3]);
  assert.deepEqual(await types({ nextToken: page.nextToken }), ['ExecutionSucceeded']);
});

test('one name and input start one execution; another input is refused', async () => {
  const machine = await newMachine(wait);
  const first = await start(machine, { name: 'same', input: '{"a":1}' });
  assert.equal(await start(machine, { name: 'same', input: '{"a":1}' }), first);
  await assert.rejects(start(machine, { name: 'same', input: '{"a":2}' }), { name: 'ExecutionAlreadyExists' });
  await sfn.send(new StopExecutionCommand({ executionArn: first }));
  await assert.rejects(start(machine, { name: 'same', input: '{"a":1}' }), { name: 'ExecutionAlreadyExists' });
});

test('a stopped execution is ABORTED with the error given, and can be redriven', async () => {
  const arn = await start(await newMachine(wait));
  await sfn.send(new StopExecutionCommand({ executionArn: arn, error: 'Why', cause: 'because' }));
  const stopped = await ended(arn);
  assert.deepEqual([stopped.status, stopped.error, stopped.cause], ['ABORTED', 'Why', 'because']);
  await sfn.send(new RedriveExecutionCommand({ executionArn: arn }));
  const again = await describe(arn);
  assert.deepEqual([again.status, again.redriveCount], ['RUNNING', 1]);
  const { events } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: arn }));
  assert.ok(events.some(e => e.type === 'ExecutionRedriven'));
});

test('a task token lets a callback finish a task', async () => {
  const { stateMachineArn } = (await sfn.send(new ListStateMachinesCommand({}))).stateMachines.find(m => m.name === 'prompt-to-image');
  assert.equal((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).type, 'STANDARD');
  await assert.rejects(sfn.send(new SendTaskSuccessCommand({ taskToken: 'nonsense', output: '{}' })), { name: 'InvalidToken' });
});

test('executions are listed newest first, by status, in pages', async () => {
  const machine = await newMachine(pass);
  for (const name of ['one', 'two', 'three']) await ended(await start(machine, { name }));
  const page = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'SUCCEEDED', maxResults: 2 }));
  assert.deepEqual(page.executions.map(e => e.name), ['three', 'two']);
  const rest = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'SUCCEEDED', maxResults: 2, nextToken: page.nextToken }));
  assert.deepEqual(rest.executions.map(e => e.name), ['one']);
  assert.deepEqual((await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING' }))).executions, []);
});

test('a definition is validated with the place of each fault', async () => {
  const answer = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify({ StartAt: 'Nowhere', States: { A: { Type: 'Pass', Next: 'Missing' } } }) }));
  assert.equal(answer.result, 'FAIL');
  assert.ok(answer.diagnostics.length >= 2);
  assert.ok(answer.diagnostics.every(d => d.severity === 'ERROR' && d.code && d.message));
  assert.equal((await sfn.send(new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify(pass) }))).result, 'OK');
});

test('one state is tested by itself, with a mocked result', async () => {
  const passed = await sfn.send(new TestStateCommand({ definition: JSON.stringify({ Type: 'Pass', Result: { b: 2 }, ResultPath: '$.r', Next: 'X' }), input: '{"a":1}', roleArn }));
  assert.deepEqual([passed.status, JSON.parse(passed.output), passed.nextState], ['SUCCEEDED', { a: 1, r: { b: 2 } }, 'X']);
  const failed = await sfn.send(new TestStateCommand({ definition: JSON.stringify({ Type: 'Fail', Error: 'E', Cause: 'C' }), input: '{}', roleArn }));
  assert.deepEqual([failed.status, failed.error, failed.cause], ['FAILED', 'E', 'C']);
});

test('a changed definition is what the next execution runs', async () => {
  const machine = await newMachine(pass);
  await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: machine, definition: JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Pass', Result: 'new', End: true } } }) }));
  assert.equal((await ended(await start(machine))).output, '"new"');
});

const missingMachine = 'arn:aws:states:us-east-1:000000000000:stateMachine:missing';
const missingExecution = 'arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:missing';
const errors = [
  ['an unknown machine', 'StateMachineDoesNotExist', () => start(missingMachine)],
  ['an unknown execution', 'ExecutionDoesNotExist', () => describe(missingExecution)],
  ['no ARN', 'InvalidArn', () => describe('nonsense')],
  ['input that is no JSON', 'InvalidExecutionInput', async () => start(await newMachine(pass), { input: '{' })],
  ['a bad name', 'InvalidName', async () => start(await newMachine(pass), { name: 'a b' })],
  ['a wrong definition', 'InvalidDefinition', () => newMachine({ StartAt: 'X', States: {} })],
  ['a succeeded execution redriven', 'ExecutionNotRedrivable', async () => sfn.send(new RedriveExecutionCommand({ executionArn: (await ended(await start(await newMachine(pass)))).executionArn }))],
  ['a bad page token', 'InvalidToken', async () => sfn.send(new ListExecutionsCommand({ stateMachineArn: await newMachine(pass), nextToken: 'nonsense' }))],
  ['a synchronous start of a STANDARD machine', 'StateMachineTypeNotSupported', async () => sfn.send(new StartSyncExecutionCommand({ stateMachineArn: await newMachine(pass) }))],
];
for (const [what, name, act] of errors) {
  test(`${what} is refused with ${name}`, () => assert.rejects(act, { name }));
}
