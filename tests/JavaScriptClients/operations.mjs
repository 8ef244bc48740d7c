// Records which operations of a service a suite has called, and their outcomes, and checks that the suite has called all of them.
import assert from 'node:assert/strict';

/** Remembers every operation that a client of the suite has called with success. */
export function recorder() {
  const succeeded = new Set();
  return {
    succeeded,
    watch(client) {
      client.middlewareStack.add(
        (next, context) => async args => {
          const answer = await next(args);
          succeeded.add(context.commandName);
          return answer;
        },
        { step: 'initialize', name: 'operationRecorder' });
      return client;
    },
  };
}

/**
 * Every command of the SDK has either succeeded in this suite or is rejected by name: an operation that the emulation
 * offers and no test calls is answered in some other way, and fails here.
 * @param commands The SDK's module.
 * @param input Whatever the SDK needs to build a request of any command.
 * @param rejections Names of the errors that say that an operation is not offered.
 */
export async function assertEveryOtherIsRejected({ commands, client, succeeded, input = {}, rejections }) {
  const answeredOtherwise = [];
  for (const name of Object.keys(commands).filter(name => /^[A-Z].*Command$/.test(name) && name !== '$Command')) {
    if (succeeded.has(name)) continue;
    try {
      await client.send(new commands[name]({ ...input }));
      answeredOtherwise.push(`${name}: accepted`);
    } catch (error) {
      const said = error.name.replace(/^.*#/, '');
      if (!rejections.includes(said)) answeredOtherwise.push(`${name}: ${said}: ${error.message}`);
    }
  }
  assert.deepEqual(answeredOtherwise, []);
}

/** A table of rejections, one test each: what it is about, the operation, the error's name, the call. */
export function rejections(test, table) {
  for (const [what, operation, name, act] of table) {
    test(`${operation} rejects ${what} with ${name}`, () => assert.rejects(act, error => {
      assert.equal(error.name.replace(/^.*#/, ''), name, error.message);
      return true;
    }));
  }
}
