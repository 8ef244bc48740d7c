// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as commands from '@aws-sdk/client-lambda';
import { assertEveryOtherIsRejected, recorder, rejections } from './operations.mjs';
import { startRunner } from './runner.mjs';

const {
  CreateAliasCommand, DeleteAliasCommand, DeleteFunctionCommand, GetAliasCommand, GetFunctionCommand, GetFunctionConfigurationCommand,
  InvokeCommand, LambdaClient, ListAliasesCommand, ListFunctionsCommand, ListVersionsByFunctionCommand, PublishVersionCommand,
  UpdateAliasCommand,
} = commands;

const called = recorder();
const FunctionName = 'prompt-to-image-validate';
let runner, lambda;
before(async () => { runner = await startRunner(); lambda = called.watch(runner.client(LambdaClient, { maxAttempts: 1 })); });
after(() => runner?.stop());

const prompt = { id: 'order-1', attempt: 1, message: 'A croissant' };
const invoke = (payload, more = {}) => lambda.send(new InvokeCommand({ FunctionName, Payload: typeof payload === 'string' ? payload : JSON.stringify(payload), ...more }));
const json = bytes => JSON.parse(Buffer.from(bytes));

for (const [form, name] of [['name', FunctionName], ['ARN', `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`], ['partial ARN', `000000000000:function:${FunctionName}`]]) {
  test(`a function is invoked by its ${form}`, async () => {
    const answer = await invoke(prompt, { FunctionName: name });
    assert.deepEqual([answer.StatusCode, answer.ExecutedVersion, answer.FunctionError], [200, '$LATEST', undefined]);
    assert.equal(json(answer.Payload).prompt, 'A croissant');
  });
}

test("a function's exception is a success that says so", async () => {
  const answer = await invoke({ ...prompt, message: '' });
  assert.deepEqual([answer.StatusCode, answer.FunctionError], [200, 'Unhandled']);
  const { errorType, errorMessage, stackTrace } = json(answer.Payload);
  assert.equal(errorType, 'InvalidPromptException');
  assert.ok(errorMessage.length > 0 && Array.isArray(stackTrace));
});

test('the end of the log comes with the answer when asked for', async () => {
  const { LogResult } = await invoke(prompt, { LogType: 'Tail' });
  assert.match(Buffer.from(LogResult, 'base64').toString(), /^START RequestId: .* Version: \$LATEST\nEND RequestId: /);
});

test('an event is accepted without waiting for the function', async () =>
  assert.equal((await invoke(prompt, { InvocationType: 'Event' })).StatusCode, 202));

test('a dry run invokes nothing', async () =>
  assert.equal((await invoke(prompt, { InvocationType: 'DryRun' })).StatusCode, 204));

test('functions are listed and described', async () => {
  const { Functions } = await lambda.send(new ListFunctionsCommand({}));
  const names = ['start', 'validate', 'generate', 'store', 'notify'].map(name => `prompt-to-image-${name}`);
  assert.ok(names.every(name => Functions.some(f => f.FunctionName === name)));
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
  assert.deepEqual([Configuration.FunctionName, Configuration.State], [FunctionName, 'Active']);
  assert.equal((await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).FunctionArn, Configuration.FunctionArn);
});

test('a version is published, listed, invoked and deleted', async () => {
  // The deployment has published this one. While it exists, Lambda publishes no other with the same settings.
  await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }));
  const { Version, FunctionArn } = await lambda.send(new PublishVersionCommand({ FunctionName, Description: 'd' }));
  assert.equal(FunctionArn, `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}:${Version}`);
  const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
  assert.deepEqual(Versions.map(v => v.Version), ['$LATEST', Version]);
  assert.equal(Versions[1].Description, 'd');
  assert.equal((await invoke(prompt, { Qualifier: Version })).ExecutedVersion, Version);
  assert.equal((await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: Version }))).FunctionArn, FunctionArn);
  await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: Version }));
  await assert.rejects(invoke(prompt, { Qualifier: Version }), { name: 'ResourceNotFoundException' });
});

test('an alias is created, changed, listed, invoked and deleted', async () => {
  const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
  const created = await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version, Description: 'd' }));
  assert.deepEqual([created.Name, created.FunctionVersion, created.Description], ['live', Version, 'd']);
  assert.equal((await invoke(prompt, { FunctionName: `${FunctionName}:live` })).ExecutedVersion, Version);
  await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', Description: 'e' }));
  assert.equal((await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).Description, 'e');
  assert.deepEqual((await lambda.send(new ListAliasesCommand({ FunctionName }))).Aliases.map(a => a.Name), ['live']);
  await assert.rejects(lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: Version })), { name: 'ResourceConflictException' });
  await assert.rejects(lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: Version })), { name: 'ResourceConflictException' });
  await lambda.send(new DeleteAliasCommand({ FunctionName, Name: 'live' }));
  await assert.rejects(lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' })), { name: 'ResourceNotFoundException' });
});

rejections(test, [
  ...[InvokeCommand, GetFunctionCommand, GetFunctionConfigurationCommand].map(Command =>
    ['an unknown function', Command.name.replace('Command', ''), 'ResourceNotFoundException', () => lambda.send(new Command({ FunctionName: 'missing' }))]),
  ['a payload that is no JSON', 'Invoke', 'InvalidRequestContentException', () => invoke('{')],
  ['an unknown invocation type', 'Invoke', 'InvalidParameterValueException', () => invoke(prompt, { InvocationType: 'Later' })],
  ['an unknown log type', 'Invoke', 'InvalidParameterValueException', () => invoke(prompt, { LogType: 'All' })],
  ['a payload over six megabytes', 'Invoke', 'RequestTooLargeException', () => invoke(JSON.stringify('x'.repeat(6 * 1024 * 1024)))],
  ['an event over one megabyte', 'Invoke', 'RequestTooLargeException', () => invoke(JSON.stringify('x'.repeat(1024 * 1024)), { InvocationType: 'Event' })],
]);

test('every other operation of Lambda is rejected by name', () =>
  assertEveryOtherIsRejected({
    commands, client: lambda, succeeded: called.succeeded, rejections: ['UnknownOperationException'],
    input: {
      FunctionName, Name: 'n', UUID: 'u', LayerName: 'l', VersionNumber: 1, Resource: 'r', ResourceArn: 'r', Arn: 'a', Tags: {}, TagKeys: ['t'], Qualifier: 'q', StatementId: 's',
      CodeSigningConfigArn: 'c', CapacityProviderName: 'p', DurableExecutionArn: 'd', CheckpointToken: 't', CallbackId: 'i', ProvisionedConcurrentExecutions: 1, InvokeArgs: '{}',
    },
  }));
