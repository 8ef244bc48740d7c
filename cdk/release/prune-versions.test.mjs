// node --test release/*.test.mjs
import assert from 'node:assert/strict';
import test from 'node:test';
import { obsolete, prune } from './prune-versions.mjs';

const day = 24 * 3600 * 1000;
const now = Date.parse('2026-11-27T12:00:00Z');
const machine = 'arn:aws:states:us-west-2:111122223333:stateMachine:team18-prompt-to-image';
const ago = days => now - days * day;
const versions = (...ages) => ages.map((age, index) => ({ arn: `x:${index + 1}`, published: ago(age) }));

test('a version is kept for 15 days after the next one', () => {
  assert.deepEqual(obsolete(versions(90, 60, 14, 1), () => false, now), ['x:1']);
  assert.deepEqual(obsolete(versions(90, 15.1, 1), () => false, now), ['x:1']);
  assert.deepEqual(obsolete(versions(90, 14.9, 1), () => false, now), []);
});

test('the newest version is kept, however old it is', () => {
  assert.deepEqual(obsolete(versions(900), () => false, now), []);
  assert.deepEqual(obsolete([], () => false, now), []);
});

test('a version in use is kept', () =>
  assert.deepEqual(obsolete(versions(90, 60, 50, 40), arn => arn === 'x:2', now), ['x:1', 'x:3']));

test('versions of the same second are ordered by their numbers', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ arn: `x:${index + 1}`, published: ago(20) })).reverse();
  assert.deepEqual(obsolete(many, () => false, now).at(-1), 'x:11');
});

/** AWS with state machine versions 1 to 4: 1 has ended, 2 runs an execution, 3 is live after a rollback of 4. */
function account() {
  const calls = [];
  const functionArn = (name, version) => `arn:aws:lambda:us-west-2:111122223333:function:${name}:${version}`;
  const aws = (service, operation, parameters) => {
    calls.push(`${operation} ${Object.values(parameters).join(':')}`);
    switch (operation) {
      case 'describe-state-machine-alias':
        return { routingConfiguration: [{ stateMachineVersionArn: `${machine}:3`, weight: 100 }] };
      case 'list-state-machine-versions':
        return { stateMachineVersions: [4, 3, 2, 1].map(version =>
          ({ stateMachineVersionArn: `${machine}:${version}`, creationDate: new Date(ago(60 - version * 10)).toISOString() })) };
      case 'list-executions':
        return { executions: parameters.stateMachineArn === `${machine}:2` ? [{}] : [] };
      case 'describe-state-machine': {
        const version = parameters.stateMachineArn.split(':').at(-1);
        return { definition: JSON.stringify({ States: { A: { Resource: functionArn('team18-prompt-to-image-store', version) } } }) };
      }
      case 'list-versions-by-function':
        return { Versions: ['$LATEST', '1', '2', '3', '4', '14'].map(version => ({
          Version: version,
          FunctionArn: functionArn(parameters.FunctionName, version),
          LastModified: new Date(ago(60 - Number(version === '$LATEST' ? 14 : version))).toISOString(),
        })) };
      default:
        return {};
    }
  };
  return { aws, calls };
}

test('running, live and newest versions of the state machine stay, and the functions that they name', () => {
  const { aws, calls } = account();
  const deleted = prune(machine, aws, now);
  assert.deepEqual(deleted.filter(arn => arn.startsWith(machine)), [`${machine}:1`]);
  assert.deepEqual(
    deleted.filter(arn => arn.includes('-store:')).map(arn => arn.split(':').at(-1)),
    ['1']);
  assert.deepEqual(
    deleted.filter(arn => arn.includes('-start:')).map(arn => arn.split(':').at(-1)),
    ['1', '2', '3', '4']);
  assert.deepEqual(
    calls.filter(call => call.startsWith('delete-')).map(call => call.split(' ')[1]).sort(),
    deleted.map(arn => arn.replace(/^arn:aws:lambda:.*:function:/, '')).sort());
});

test('nothing named $LATEST is deleted', () => {
  const { aws } = account();
  assert.ok(prune(machine, aws, now).every(arn => /:\d+$/.test(arn)));
});
