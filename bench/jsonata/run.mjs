// Evaluations per second of the original: one JSON line per expression.
// Usage: node run.mjs FILE SECONDS      FILE: an array of {name, expression, input, bindings}; SECONDS per expression
import { readFileSync } from 'node:fs';
import jsonata from 'jsonata';

const [file, seconds] = process.argv.slice(2);
for (const { name, expression, input, bindings } of JSON.parse(readFileSync(file, 'utf8'))) {
  const parsed = jsonata(expression);
  const batch = async duration => {
    const start = process.hrtime.bigint();
    const end = start + BigInt(Math.round(duration * 1e9));
    let done = 0;
    while (process.hrtime.bigint() < end) {
      await parsed.evaluate(input, bindings).catch(() => {});
      done++;
    }
    return (done * 1e9) / Number(process.hrtime.bigint() - start);
  };
  await batch(seconds / 2);
  console.log(JSON.stringify({ name, perSecond: await batch(Number(seconds)) }));
}
