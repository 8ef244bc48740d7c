// https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as commands from '@aws-sdk/client-sfn';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { assertEveryOtherIsRejected, recorder, rejections } from './operations.mjs';
import { startRunner, until } from './runner.mjs';

const {
  CreateStateMachineAliasCommand, CreateStateMachineCommand, DeleteStateMachineAliasCommand, DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand, DescribeExecutionCommand, DescribeStateMachineAliasCommand, DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand, GetExecutionHistoryCommand, ListExecutionsCommand, ListStateMachineAliasesCommand,
  ListStateMachinesCommand, ListStateMachineVersionsCommand, ListTagsForResourceCommand, PublishStateMachineVersionCommand,
  RedriveExecutionCommand, SendTaskFailureCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand, SFNClient, StartExecutionCommand,
  StartSyncExecutionCommand, StopExecutionCommand, TagResourceCommand, TestStateCommand, UntagResourceCommand,
  UpdateStateMachineAliasCommand, UpdateStateMachineCommand, ValidateStateMachineDefinitionCommand,
} = commands;

const called = recorder();
let runner, sfn, sqs, count = 0;
before(async () => {
  runner = await startRunner();
  sfn = called.watch(runner.client(SFNClient));
  sqs = runner.client(SQSClient);
});
after(() => runner?.stop());

const roleArn = 'arn:aws:iam::000000000000:role/any';
const only = (fields, more = {}) => ({ StartAt: 'Only', States: { Only: { End: true, ...fields } }, ...more });
const pass = only({ Type: 'Pass' });
const wait = only({ Type: 'Wait', Seconds: 86_400 });
const fail = { StartAt: 'Only', States: { Only: { Type: 'Fail', Error: 'E', Cause: 'C' } } };
const create = (definition, more = {}) =>
  sfn.send(new CreateStateMachineCommand({ name: `machine-${++count}`, definition: JSON.stringify(definition), roleArn, ...more }));
const newMachine = async (definition, more) => (await create(definition, more)).stateMachineArn;
const start = async (stateMachineArn, more = {}) =>
  (await sfn.send(new StartExecutionCommand({ stateMachineArn, ...more }))).executionArn;
const describe = executionArn => sfn.send(new DescribeExecutionCommand({ executionArn }));
const ended = executionArn => until(async () => { const e = await describe(executionArn); return e.status !== 'RUNNING' && e; });
const run = async (definition, more) => ended(await start(await newMachine(definition), more));
const history = async (executionArn, more = {}) => sfn.send(new GetExecutionHistoryCommand({ executionArn, ...more }));
const stop = (executionArn, more = {}) => sfn.send(new StopExecutionCommand({ executionArn, ...more }));
const redrive = (executionArn, more = {}) => sfn.send(new RedriveExecutionCommand({ executionArn, ...more }));
const testState = (definition, more = {}) => sfn.send(new TestStateCommand({ definition: JSON.stringify(definition), roleArn, ...more }));

// Runs a task that sends its token to a queue, and receives the token.
const handOver = async (fields = {}) => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `tokens-${++count}` }));
  const executionArn = await start(await newMachine(only({
    Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token' } }, ...fields,
  })));
  const message = await until(async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))).Messages?.[0]);
  return { executionArn, taskToken: JSON.parse(message.Body).token };
};

// A state machine in status DELETING: an execution of it still runs.
const deleting = async () => {
  const machine = await newMachine(wait);
  const execution = await start(machine);
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: machine }));
  return { machine, execution };
};

test('an execution runs and can be described', async () => {
  const machine = await newMachine(pass);
  const execution = await ended(await start(machine, { name: 'first', input: '{"a":1}' }));
  assert.deepEqual(
    [execution.status, execution.name, execution.input, execution.output, execution.stateMachineArn, execution.redriveCount, execution.redriveStatus],
    ['SUCCEEDED', 'first', '{"a":1}', '{"a":1}', machine, 0, 'NOT_REDRIVABLE']);
  assert.ok(execution.startDate instanceof Date && execution.stopDate >= execution.startDate);
  const told = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: execution.executionArn }));
  assert.deepEqual([told.stateMachineArn, told.definition, told.roleArn], [machine, JSON.stringify(pass), roleArn]);
});

test('data can be left out of a description', async () => {
  const { executionArn } = await run(pass, { input: '{"a":1}' });
  const bare = await sfn.send(new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' }));
  assert.deepEqual([bare.input, bare.inputDetails.included, bare.output], [undefined, false, undefined]);
});

test('a failed execution tells its error and cause', async () => {
  const { status, error, cause, redriveStatus } = await run(fail);
  assert.deepEqual([status, error, cause, redriveStatus], ['FAILED', 'E', 'C', 'REDRIVABLE']);
});

test('its history pages forwards and backwards, with data or without', async () => {
  const { executionArn } = await run(pass, { input: '{"a":1}' });
  const types = async more => (await history(executionArn, more)).events.map(e => e.type);
  const all = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];
  assert.deepEqual(await types(), all);
  assert.deepEqual(await types({ reverseOrder: true }), [...all].reverse());
  const page = await history(executionArn, { maxResults: 3 });
  assert.deepEqual(page.events.map(e => [e.id, e.previousEventId]), [[1, 0], [2, 0], [3, 2]]);
  assert.deepEqual(await types({ nextToken: page.nextToken }), ['ExecutionSucceeded']);
  const back = await history(executionArn, { maxResults: 3, reverseOrder: true });
  assert.deepEqual(await types({ nextToken: back.nextToken, reverseOrder: true }), ['ExecutionStarted']);
  assert.equal((await history(executionArn)).events[1].stateEnteredEventDetails.input, '{"a":1}');
  assert.equal((await history(executionArn, { includeExecutionData: false })).events[1].stateEnteredEventDetails.input, undefined);
});

test('one name and input start one execution while it runs', async () => {
  const machine = await newMachine(wait);
  const first = await start(machine, { name: 'same', input: '{"a":1}' });
  assert.equal(await start(machine, { name: 'same', input: '{"a":1}' }), first);
});

test('a stopped execution is ABORTED with the error given', async () => {
  const arn = await start(await newMachine(wait));
  await stop(arn, { error: 'Why', cause: 'because' });
  const { status, error, cause } = await ended(arn);
  assert.deepEqual([status, error, cause], ['ABORTED', 'Why', 'because']);
  assert.deepEqual((await history(arn, { reverseOrder: true, maxResults: 1 })).events[0].executionAbortedEventDetails, { error: 'Why', cause: 'because' });
});

test('a redriven execution goes on where it failed, and counts', async () => {
  const arn = await start(await newMachine(wait));
  await stop(arn);
  const clientToken = 'once';
  const { redriveDate } = await redrive(arn, { clientToken });
  assert.deepEqual((await redrive(arn, { clientToken })).redriveDate, redriveDate);
  const again = await describe(arn);
  assert.deepEqual([again.status, again.redriveCount], ['RUNNING', 1]);
  assert.deepEqual((await history(arn)).events.find(e => e.type === 'ExecutionRedriven').executionRedrivenEventDetails, { redriveCount: 1 });
});

test('a task token lets a callback finish a task', async () => {
  const { executionArn, taskToken } = await handOver({ HeartbeatSeconds: 86_400 });
  await sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"done":true}' }));
  assert.equal((await ended(executionArn)).output, '{"done":true}');
  const { events } = await history(executionArn);
  assert.deepEqual(events.map(e => e.type).slice(2, 6), ['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
});

test('a task token lets a callback fail a task', async () => {
  const { executionArn, taskToken } = await handOver();
  await sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Rejected', cause: 'by hand' }));
  const { status, error, cause } = await ended(executionArn);
  assert.deepEqual([status, error, cause], ['FAILED', 'Rejected', 'by hand']);
});

test('executions are listed newest first, by status, in pages', async () => {
  const machine = await newMachine(pass);
  for (const name of ['one', 'two', 'three']) await ended(await start(machine, { name }));
  const page = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'SUCCEEDED', maxResults: 2 }));
  assert.deepEqual(page.executions.map(e => e.name), ['three', 'two']);
  const rest = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'SUCCEEDED', maxResults: 2, nextToken: page.nextToken }));
  assert.deepEqual([rest.executions.map(e => e.name), rest.nextToken], [['one'], undefined]);
  assert.deepEqual((await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, statusFilter: 'RUNNING' }))).executions, []);
});

test('executions are listed by whether they were redriven', async () => {
  const machine = await newMachine(wait);
  const [first, second] = [await start(machine), await start(machine)];
  await stop(first);
  await redrive(first);
  const found = async redriveFilter => (await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine, redriveFilter }))).executions.map(e => e.executionArn);
  assert.deepEqual([await found('REDRIVEN'), await found('NOT_REDRIVEN')], [[first], [second]]);
});

test('state machines are described, and listed in pages', async () => {
  const arn = await newMachine(pass, { loggingConfiguration: { level: 'ALL', includeExecutionData: false } });
  const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
  assert.deepEqual(
    [described.status, described.type, described.definition, described.roleArn, described.loggingConfiguration.level],
    ['ACTIVE', 'STANDARD', JSON.stringify(pass), roleArn, 'ALL']);
  const names = [];
  let nextToken;
  do {
    const page = await sfn.send(new ListStateMachinesCommand({ maxResults: 2, nextToken }));
    names.push(...page.stateMachines.map(m => m.name));
    ({ nextToken } = page);
  } while (nextToken);
  assert.ok(names.includes(described.name) && names.includes('prompt-to-image'));
  assert.equal(new Set(names).size, names.length);
});

test('the same state machine twice is one', async () => {
  const first = await create(pass);
  assert.equal((await create(pass, { name: first.stateMachineArn.split(':').at(-1) })).stateMachineArn, first.stateMachineArn);
});

test('a changed definition is what the next execution runs', async () => {
  const machine = await newMachine(pass);
  const { revisionId } = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: machine, definition: JSON.stringify(only({ Type: 'Pass', Result: 'new' })) }));
  assert.equal((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machine }))).revisionId, revisionId);
  assert.equal((await ended(await start(machine))).output, '"new"');
});

// A state machine with two versions: the first is pass, the second waits for a day.
const twoVersions = async () => {
  const stateMachineArn = await newMachine(pass);
  const { stateMachineVersionArn: first } = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn, description: 'fast' }));
  const { stateMachineVersionArn: second } = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(wait), publish: true }));
  return { stateMachineArn, first, second };
};
const route = (...routes) => routes.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight }));
const alias = async (routingConfiguration, more = {}) =>
  (await sfn.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration, ...more }))).stateMachineAliasArn;

test('versions are published, described, listed in pages and deleted', async () => {
  const { stateMachineArn, first, second } = await twoVersions();
  assert.deepEqual([first, second], [`${stateMachineArn}:1`, `${stateMachineArn}:2`]);
  assert.equal((await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }))).stateMachineVersionArn, second);
  const described = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: first }));
  assert.deepEqual([described.stateMachineArn, described.description, described.definition], [first, 'fast', JSON.stringify(pass)]);
  const page = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn, maxResults: 1 }));
  const rest = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn, maxResults: 1, nextToken: page.nextToken }));
  assert.deepEqual([page, rest].flatMap(p => p.stateMachineVersions.map(v => v.stateMachineVersionArn)), [second, first]);
  await sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: first }));
  assert.equal((await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn }))).stateMachineVersions.length, 1);
});

test('an alias is created, changed, described, listed and deleted', async () => {
  const { stateMachineArn, first, second } = await twoVersions();
  const stateMachineAliasArn = await alias(route([first, 100]), { description: 'd' });
  assert.equal(stateMachineAliasArn, `${stateMachineArn}:live`);
  await sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration: route([first, 90], [second, 10]) }));
  const described = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
  assert.deepEqual([described.name, described.description, described.routingConfiguration], ['live', 'd', route([first, 90], [second, 10])]);
  for (const arn of [stateMachineArn, second]) {
    const { stateMachineAliases } = await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn: arn }));
    assert.deepEqual(stateMachineAliases.map(a => a.stateMachineAliasArn), [stateMachineAliasArn]);
  }
  await sfn.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
  assert.deepEqual((await sfn.send(new ListStateMachineAliasesCommand({ stateMachineArn }))).stateMachineAliases, []);
});

test('an execution runs the version that its ARN or its alias names', async () => {
  const { stateMachineArn, first, second } = await twoVersions();
  const live = await alias(route([first, 100]));
  const execution = await ended(await start(live));
  assert.deepEqual(
    [execution.status, execution.stateMachineArn, execution.stateMachineVersionArn, execution.stateMachineAliasArn],
    ['SUCCEEDED', stateMachineArn, first, live]);
  const waiting = await describe(await start(second));
  assert.deepEqual([waiting.status, waiting.stateMachineVersionArn, waiting.stateMachineAliasArn], ['RUNNING', second, undefined]);
  const found = async arn => (await sfn.send(new ListExecutionsCommand({ stateMachineArn: arn }))).executions.map(e => e.executionArn);
  assert.deepEqual([await found(live), await found(first), await found(second)], [[execution.executionArn], [execution.executionArn], [waiting.executionArn]]);
  assert.equal((await found(stateMachineArn)).length, 2);
});

test('a deleted state machine is gone when its last execution has ended', async () => {
  const { machine, execution } = await deleting();
  assert.equal((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machine }))).status, 'DELETING');
  await stop(execution);
  await until(() => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: machine })).then(() => false, error => error.name === 'StateMachineDoesNotExist'));
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: machine }));
});

test('state machines carry tags', async () => {
  const resourceArn = await newMachine(pass, { tags: [{ key: 'team', value: 'images' }, { key: 'stage', value: 'test' }] });
  await sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'stage', value: 'live' }] }));
  await sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team'] }));
  assert.deepEqual((await sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags, [{ key: 'stage', value: 'live' }]);
});

test('a definition is validated with the place of each fault', async () => {
  const validate = async (definition, more = {}) => sfn.send(new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify(definition), ...more }));
  const wrong = { StartAt: 'Nowhere', States: { A: { Type: 'Pass', Next: 'Missing' } } };
  const answer = await validate(wrong);
  assert.equal(answer.result, 'FAIL');
  assert.deepEqual(answer.diagnostics.map(d => [d.severity, d.code, d.location]), [
    ['ERROR', 'MISSING_TRANSITION_TARGET', '/StartAt'], ['ERROR', 'MISSING_TRANSITION_TARGET', '/States/A/Next'],
  ]);
  const cut = await validate(wrong, { maxResults: 1 });
  assert.deepEqual([cut.diagnostics.length, cut.truncated], [1, true]);
  assert.deepEqual([(await validate(pass)).result, (await validate(pass)).diagnostics], ['OK', []]);
});

test('one state is tested by itself', async () => {
  const passed = await testState({ Type: 'Pass', Result: { b: 2 }, ResultPath: '$.r', Next: 'X' }, { input: '{"a":1}' });
  assert.deepEqual([passed.status, JSON.parse(passed.output), passed.nextState], ['SUCCEEDED', { a: 1, r: { b: 2 } }, 'X']);
  const failed = await testState({ Type: 'Fail', Error: 'E', Cause: 'C' });
  assert.deepEqual([failed.status, failed.error, failed.cause], ['FAILED', 'E', 'C']);
  const chosen = await testState({ Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'One' }], Default: 'Other' }, { input: '{"a":1}' });
  assert.deepEqual([chosen.status, chosen.nextState], ['SUCCEEDED', 'One']);
});

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$.in' }, ResultSelector: { 'r.$': '$.out' }, ResultPath: '$.p', Next: 'X' };

for (const inspectionLevel of ['INFO', 'DEBUG', 'TRACE']) {
  test(`a mocked task is tested with inspection level ${inspectionLevel}`, async () => {
    const { status, output, nextState, inspectionData } = await testState(task, { input: '{"in":1}', mock: { result: '{"out":2}' }, inspectionLevel });
    assert.deepEqual([status, JSON.parse(output), nextState], ['SUCCEEDED', { in: 1, p: { r: 2 } }, 'X']);
    if (inspectionLevel === 'INFO') return assert.equal(inspectionData, undefined);
    const { input, afterInputPath, afterParameters, result, afterResultSelector, afterResultPath } = inspectionData;
    assert.deepEqual([input, afterInputPath, afterParameters, result, afterResultSelector, afterResultPath].map(text => JSON.parse(text)), [
      { in: 1 }, { in: 1 }, { FunctionName: 'f', Payload: 1 }, { out: 2 }, { r: 2 }, { in: 1, p: { r: 2 } },
    ]);
  });
}

test('a mocked error is retried or caught as the state says', async () => {
  const handled = { ...task, Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2 }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Y' }] };
  const mocked = (error, more = {}) => testState(handled, { input: '{"in":1}', mock: { errorOutput: { error, cause: 'c' } }, inspectionLevel: 'DEBUG', ...more });
  const retried = await mocked('Busy');
  assert.deepEqual([retried.status, retried.inspectionData.errorDetails.retryIndex, retried.inspectionData.errorDetails.retryBackoffIntervalSeconds], ['RETRIABLE', 0, 3]);
  const again = await mocked('Busy', { stateConfiguration: { retrierRetryCount: 1 } });
  assert.equal(again.inspectionData.errorDetails.retryBackoffIntervalSeconds, 6);
  const caught = await mocked('Other');
  assert.deepEqual([caught.status, caught.nextState, caught.error, caught.inspectionData.errorDetails.catchIndex], ['CAUGHT_ERROR', 'Y', 'Other', 0]);
});

test('a state is found by its name, and sees variables and a context object', async () => {
  const machine = { StartAt: 'First', States: { First: { Type: 'Pass', Next: 'Second' }, Second: { Type: 'Pass', Parameters: { 'v.$': '$x', 'n.$': '$$.Execution.Name' }, End: true } } };
  const { output } = await testState(machine, { stateName: 'Second', variables: '{"x":7}', context: JSON.stringify({ Execution: { Name: 'mine' } }) });
  assert.deepEqual(JSON.parse(output), { v: 7, n: 'mine' });
});

test('a mocked Map is tested as a whole', async () => {
  const map = { Type: 'Map', ItemsPath: '$.a', ItemSelector: { 'v.$': '$$.Map.Item.Value' }, ItemProcessor: pass, ResultPath: '$.items', End: true };
  const { status, output, inspectionData } = await testState(map, { input: '{"a":[3,4]}', mock: { result: '[1,2]' }, inspectionLevel: 'TRACE' });
  assert.deepEqual([status, JSON.parse(output)], ['SUCCEEDED', { a: [3, 4], items: [1, 2] }]);
  assert.deepEqual([JSON.parse(inspectionData.afterItemSelector), inspectionData.maxConcurrency], [[{ v: 3 }, { v: 4 }], 0]);
  const failed = { mock: { result: '[1,2]' }, stateConfiguration: { mapIterationFailureCount: 2 }, input: '{"a":[3,4]}' };
  assert.equal((await testState({ ...map, ToleratedFailureCount: 1 }, failed)).error, 'States.ExceedToleratedFailureThreshold');
});

const missingMachine = 'arn:aws:states:us-east-1:000000000000:stateMachine:missing';
const missingExecution = 'arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:missing';
const everywhere = { stateMachineArn: missingMachine, executionArn: missingExecution, resourceArn: missingMachine, definition: JSON.stringify(pass), tags: [], tagKeys: [] };
const notArns = { ...everywhere, stateMachineArn: 'nonsense', executionArn: 'nonsense', resourceArn: 'nonsense' };
const each = (Commands, what, name, input) =>
  Commands.map(Command => [what, Command.name.replace('Command', ''), name, () => sfn.send(new Command(input))]);
const onMachines = [StartExecutionCommand, StartSyncExecutionCommand, DescribeStateMachineCommand, UpdateStateMachineCommand, ListExecutionsCommand];
const onExecutions = [DescribeExecutionCommand, DescribeStateMachineForExecutionCommand, GetExecutionHistoryCommand, StopExecutionCommand, RedriveExecutionCommand];
const onTags = [TagResourceCommand, UntagResourceCommand, ListTagsForResourceCommand];
const onTokens = [SendTaskSuccessCommand, SendTaskFailureCommand, SendTaskHeartbeatCommand];
const mock = { result: '1' };

rejections(test, [
  ...each(onMachines, 'an unknown state machine', 'StateMachineDoesNotExist', everywhere),
  ...each(onExecutions, 'an unknown execution', 'ExecutionDoesNotExist', everywhere),
  ...each(onTags, 'an unknown resource', 'ResourceNotFound', everywhere),
  ...each([...onMachines, ...onExecutions, ...onTags, DeleteStateMachineCommand], 'what is no ARN', 'InvalidArn', notArns),
  ...each(onTokens, 'a token that is none', 'InvalidToken', { taskToken: 'nonsense', output: '{}' }),
  ...onTokens.map(Command => ['the token of a task that has ended', Command.name.replace('Command', ''), 'TaskTimedOut', async () => {
    const { executionArn, taskToken } = await handOver();
    await stop(executionArn);
    return sfn.send(new Command({ taskToken, output: '{}' }));
  }]),
  ['output that is no JSON', 'SendTaskSuccess', 'InvalidOutput', async () => sfn.send(new SendTaskSuccessCommand({ taskToken: (await handOver()).taskToken, output: '{' }))],
  ['a name with a blank', 'CreateStateMachine', 'InvalidName', () => create(pass, { name: 'a b' })],
  ['a wrong definition', 'CreateStateMachine', 'InvalidDefinition', () => create({ StartAt: 'X', States: {} })],
  ['another definition under one name', 'CreateStateMachine', 'StateMachineAlreadyExists', async () => { const arn = await newMachine(pass); return create(wait, { name: arn.split(':').at(-1) }); }],
  ['a name that is being deleted', 'CreateStateMachine', 'StateMachineDeleting', async () => { const { machine } = await deleting(); return create(wait, { name: machine.split(':').at(-1) }); }],
  ['an EXPRESS state machine', 'CreateStateMachine', 'StateMachineTypeNotSupported', () => create(pass, { type: 'EXPRESS' })],
  ['a name of 81 characters', 'CreateStateMachine', 'ValidationException', () => create(pass, { name: 'x'.repeat(81) })],
  ['a wrong definition', 'UpdateStateMachine', 'InvalidDefinition', async () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: await newMachine(pass), definition: '{}' }))],
  ['nothing to change', 'UpdateStateMachine', 'MissingRequiredParameter', async () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: await newMachine(pass) }))],
  ['a state machine that is being deleted', 'UpdateStateMachine', 'StateMachineDeleting', async () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: (await deleting()).machine, definition: JSON.stringify(pass) }))],
  ['a version description alone', 'CreateStateMachine', 'ValidationException', () => create(pass, { versionDescription: 'd' })],
  ['another revision', 'PublishStateMachineVersion', 'ConflictException', async () => sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: await newMachine(pass), revisionId: 'x' }))],
  ['a state machine that is being deleted', 'PublishStateMachineVersion', 'StateMachineDeleting', async () => sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: (await deleting()).machine }))],
  ['an unknown state machine', 'PublishStateMachineVersion', 'StateMachineDoesNotExist', () => sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: missingMachine }))],
  ['a version that an alias uses', 'DeleteStateMachineVersion', 'ConflictException', async () => { const { first } = await twoVersions(); await alias(route([first, 100])); return sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: first })); }],
  ['weights that are not 100 together', 'CreateStateMachineAlias', 'ValidationException', async () => alias(route([(await twoVersions()).first, 99]))],
  ['an unknown version', 'CreateStateMachineAlias', 'ResourceNotFound', () => alias(route([`${missingMachine}:1`, 100]))],
  ['a number as the name', 'CreateStateMachineAlias', 'ValidationException', async () => alias(route([(await twoVersions()).first, 100]), { name: '7' })],
  ['another routing under one name', 'CreateStateMachineAlias', 'ConflictException', async () => { const { first, second } = await twoVersions(); await alias(route([first, 100])); return alias(route([second, 100])); }],
  ['nothing to change', 'UpdateStateMachineAlias', 'MissingRequiredParameter', () => sfn.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${missingMachine}:live` }))],
  ...each([DescribeStateMachineAliasCommand, UpdateStateMachineAliasCommand, DeleteStateMachineAliasCommand], 'an unknown alias', 'ResourceNotFound', { stateMachineAliasArn: `${missingMachine}:live`, description: 'd' }),
  ...each([DescribeStateMachineAliasCommand, UpdateStateMachineAliasCommand, DeleteStateMachineAliasCommand], 'what is no alias', 'InvalidArn', { stateMachineAliasArn: missingMachine, description: 'd' }),
  ['a 51st tag', 'TagResource', 'TooManyTags', async () => sfn.send(new TagResourceCommand({ resourceArn: await newMachine(pass), tags: Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, value: 'v' })) }))],
  ['a token that is none', 'ListStateMachines', 'InvalidToken', () => sfn.send(new ListStateMachinesCommand({ nextToken: 'nonsense' }))],
  ['more than a page may hold', 'ListStateMachines', 'ValidationException', () => sfn.send(new ListStateMachinesCommand({ maxResults: 1001 }))],
  ['another input under one name', 'StartExecution', 'ExecutionAlreadyExists', async () => { const machine = await newMachine(wait); await start(machine, { name: 'same', input: '1' }); return start(machine, { name: 'same', input: '2' }); }],
  ['the name of one that has ended', 'StartExecution', 'ExecutionAlreadyExists', async () => { const machine = await newMachine(pass); await ended(await start(machine, { name: 'same' })); return start(machine, { name: 'same' }); }],
  ['input that is no JSON', 'StartExecution', 'InvalidExecutionInput', async () => start(await newMachine(pass), { input: '{' })],
  ['input over 256 KiB', 'StartExecution', 'ValidationException', async () => start(await newMachine(pass), { input: JSON.stringify('x'.repeat(262_144)) })],
  ['a name with a blank', 'StartExecution', 'InvalidName', async () => start(await newMachine(pass), { name: 'a b' })],
  ['a state machine that is being deleted', 'StartExecution', 'StateMachineDeleting', async () => start((await deleting()).machine)],
  ['a STANDARD state machine', 'StartSyncExecution', 'StateMachineTypeNotSupported', async () => sfn.send(new StartSyncExecutionCommand({ stateMachineArn: await newMachine(pass) }))],
  ['a token that is none', 'ListExecutions', 'InvalidToken', async () => sfn.send(new ListExecutionsCommand({ stateMachineArn: await newMachine(pass), nextToken: 'nonsense' }))],
  ['a state machine and a Map run at once', 'ListExecutions', 'ValidationException', async () => sfn.send(new ListExecutionsCommand({ stateMachineArn: await newMachine(pass), mapRunArn: missingMachine }))],
  ['an unknown Map run', 'ListExecutions', 'ResourceNotFound', () => sfn.send(new ListExecutionsCommand({ mapRunArn: 'arn:aws:states:us-east-1:000000000000:mapRun:m/l:1' }))],
  ['a token that is none', 'GetExecutionHistory', 'InvalidToken', async () => history((await run(pass)).executionArn, { nextToken: 'nonsense' })],
  ['an execution that runs', 'RedriveExecution', 'ExecutionNotRedrivable', async () => redrive(await start(await newMachine(wait)))],
  ['an execution that has succeeded', 'RedriveExecution', 'ExecutionNotRedrivable', async () => redrive((await run(pass)).executionArn)],
  ['an error of 257 bytes', 'StopExecution', 'ValidationException', async () => stop(await start(await newMachine(wait)), { error: 'x'.repeat(257) })],
  ['no definition', 'ValidateStateMachineDefinition', 'ValidationException', () => sfn.send(new ValidateStateMachineDefinitionCommand({}))],
  ['a wrong state', 'TestState', 'InvalidDefinition', () => testState({ Type: 'Nothing' })],
  ['input that is no JSON', 'TestState', 'InvalidExecutionInput', () => testState({ Type: 'Succeed' }, { input: '{' })],
  ['two mocks', 'TestState', 'ValidationException', () => testState(task, { mock: { ...mock, errorOutput: { error: 'E' } } })],
  ['a mock of what calls nothing', 'TestState', 'ValidationException', () => testState({ Type: 'Pass', End: true }, { mock })],
  ['a Map without a mock', 'TestState', 'InvalidDefinition', () => testState({ Type: 'Map', ItemProcessor: pass, End: true })],
  ['a mock that is not as the service answers', 'TestState', 'ValidationException', () => testState({ ...task, Resource: 'arn:aws:states:::events:putEvents' }, { mock: { result: '{"Entries":1}' } })],
  ['a Task without a role and a mock', 'TestState', 'ValidationException', () => testState(task, { roleArn: undefined })],
  ['a context with a field that is not known', 'TestState', 'ValidationException', () => testState(task, { mock, context: '{"Map":{}}' })],
  ['a state that is not there', 'TestState', 'ValidationException', () => testState(pass, { stateName: 'Missing' })],
]);

test('every other operation of Step Functions is rejected by name', async () =>
  // Synchronous executions need EXPRESS state machines, which are not offered.
  assertEveryOtherIsRejected({ commands, client: sfn, succeeded: new Set([...called.succeeded, 'StartSyncExecutionCommand']), rejections: ['UnknownOperationException'] }));
