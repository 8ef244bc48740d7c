// Starts the built runner as a process on a free port with a temporary data folder.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const program = path.join(repository, 'local/Runner/bin', process.env.CONFIGURATION ?? 'Debug', 'net10.0/PromptToImage.Runner.dll');

export async function startRunner(...options) {
  const data = await mkdtemp(path.join(tmpdir(), 'prompt-to-image-'));
  const child = spawn('dotnet', [program, '--port', '0', '--data', data, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', chunk => { errors += chunk; });
  const endpoint = await new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the runner ended with ${code}: ${errors}`)));
    createInterface({ input: child.stdout }).on('line', line => {
      const match = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(line);
      if (match) resolve(match[0]);
    });
  });

  return {
    endpoint,
    client: (Client, settings = {}) => new Client({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      // Some operations of Step Functions prepend "sync-" to the host, which this machine does not resolve.
      disableHostPrefix: true,
      ...settings,
    }),
    async stop() {
      if (child.exitCode === null) {
        const ended = new Promise(resolve => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Asks until the answer is truthy; the test's own timeout bounds it. */
export async function until(ask, { every = 50 } = {}) {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise(resolve => setTimeout(resolve, every));
  }
}
