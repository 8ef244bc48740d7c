// Executions per second of aws-local-stepfunctions on the same machine: one JSON line per measurement.
// Usage: node run.mjs SECONDS
import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';

// The peer uses it; Node 20 lacks it.
Promise.withResolvers ??= () => {
  const deferred = {};
  deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
  return deferred;
};

const seconds = Number(process.argv[2] ?? 5);
const machine = new StateMachine(JSON.parse(readFileSync(new URL('../five-states.asl.json', import.meta.url), 'utf8')));
const results = { validate: { valid: true, prompt: 'A croissant' }, generate: { bucket: 'b', key: 'staging/1', size: 1 }, store: { key: 'images/1.png' }, notify: {} };
const overrides = {
  taskResourceLocalHandlers: { Validate: () => results.validate, Generate: () => results.generate, Store: () => results.store, Notify: () => results.notify },
};
const execute = () => machine.run({ id: 'order-1', attempt: 1, message: 'A croissant' }, { overrides, noValidate: true }).result;

async function measure(name, batch, duration) {
  const end = process.hrtime.bigint() + BigInt(Math.round(duration * 1e9));
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  let done = 0;
  while (process.hrtime.bigint() < end) {
    await Promise.all(Array.from({ length: batch }, execute));
    done += batch;
  }
  const elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(used);
  return { peer: 'aws-local-stepfunctions 3.0.0', name, executionsPerSecond: done / elapsed, executionsPerProcessorSecond: done * 1e6 / (user + system), megabytes: process.memoryUsage.rss() / 1e6 };
}

for (const [name, batch] of [['one after the other', 1], ['100 at once', 100]]) {
  await measure(name, batch, Math.min(1, seconds / 3));
  console.log(JSON.stringify(await measure(name, batch, seconds)));
}
