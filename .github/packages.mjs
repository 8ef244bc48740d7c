// Prints, in Markdown, where the last build took AWS's packages from: AWS's own, or the projects under standins/.
//
//   node .github/packages.mjs official|standin
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sources = new Map();
for (const project of execFileSync('git', ['ls-files', '*.csproj'], { encoding: 'utf8' }).trim().split('\n')) {
  const assets = join(dirname(project), 'obj', 'project.assets.json');
  if (!existsSync(assets))
    continue;
  for (const [library, { type }] of Object.entries(JSON.parse(readFileSync(assets, 'utf8')).libraries)) {
    const [name, version] = library.split('/');
    if (/^(AWSSDK|Amazon)\./.test(name))
      sources.set(name, type === 'package' ? `official ${version}` : 'stand-in');
  }
}

console.log(`### Packages of the ${process.argv[2]} build\n\n| package | source |\n|---|---|`);
for (const [name, source] of [...sources].sort())
  console.log(`| ${name} | ${source} |`);
