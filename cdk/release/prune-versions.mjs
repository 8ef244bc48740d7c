// Deletes versions of the functions and of the state machine that no execution can use any more. CloudFormation keeps the versions
// that it replaces, because running executions still invoke them, and Step Functions allows 1,000 versions of a state machine.
//
//   node release/prune-versions.mjs STATE_MACHINE_ARN
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

// An execution runs for at most a day, and a failed one can be redriven for 14 days.
const retention = 15 * 24 * 3600 * 1000;

const functions = ['start', 'validate', 'generate', 'store', 'notify'];

/**
 * The versions that can be deleted. A version is retired when the next one is published, which is as good as the end of its use: a
 * version that is live again after a rollback has a route or is referenced.
 * @param {{arn: string, published: number}[]} versions all versions of one function or state machine
 * @param {(arn: string) => boolean} isUsed whether a version is still needed, whatever its age
 * @param {number} now in milliseconds, as is published
 */
export function obsolete(versions, isUsed, now) {
  const sorted = versions.toSorted((a, b) => a.published - b.published || numberOf(a.arn) - numberOf(b.arn));
  return sorted
    .filter((version, index) => index + 1 < sorted.length && sorted[index + 1].published < now - retention && !isUsed(version.arn))
    .map(version => version.arn);
}

/**
 * Prunes the state machine's versions, then the functions' versions that none of its remaining definitions names.
 * @param {string} machine the state machine's ARN
 * @param {(service: string, operation: string, parameters: object) => object} aws calls an operation of AWS
 * @param {number} now in milliseconds
 * @returns {string[]} the ARNs of the deleted versions
 */
export function prune(machine, aws, now) {
  const live = aws('stepfunctions', 'describe-state-machine-alias', { stateMachineAliasArn: `${machine}:live` })
    .routingConfiguration.map(route => route.stateMachineVersionArn);
  const isRunning = arn =>
    aws('stepfunctions', 'list-executions', { stateMachineArn: arn, statusFilter: 'RUNNING' }).executions.length > 0;
  const versions = aws('stepfunctions', 'list-state-machine-versions', { stateMachineArn: machine })
    .stateMachineVersions.map(version => ({ arn: version.stateMachineVersionArn, published: Date.parse(version.creationDate) }));
  const machines = obsolete(versions, arn => live.includes(arn) || isRunning(arn), now);
  for (const arn of machines)
    aws('stepfunctions', 'delete-state-machine-version', { stateMachineVersionArn: arn });

  const definitions = versions.filter(version => !machines.includes(version.arn))
    .map(version => aws('stepfunctions', 'describe-state-machine', { stateMachineArn: version.arn }).definition);
  const isNamed = arn => definitions.some(definition => definition.includes(`"${arn}"`));
  return [...machines, ...functions.flatMap(name => pruneFunction(`${nameOf(machine)}-${name}`, isNamed, aws, now))];
}

function pruneFunction(name, isNamed, aws, now) {
  const versions = aws('lambda', 'list-versions-by-function', { FunctionName: name })
    .Versions.filter(version => version.Version !== '$LATEST')
    .map(version => ({ arn: version.FunctionArn, published: Date.parse(version.LastModified) }));
  const old = obsolete(versions, isNamed, now);
  for (const arn of old)
    aws('lambda', 'delete-function', { FunctionName: name, Qualifier: String(numberOf(arn)) });
  return old;
}

const numberOf = arn => Number(arn.split(':').at(-1));
const nameOf = arn => arn.split(':')[6];

/** Runs the AWS CLI (version 2), which follows all pages of a list. */
function cli(service, operation, parameters) {
  const output = execFileSync('aws', [service, operation, '--output', 'json', '--cli-input-json', JSON.stringify(parameters)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return output.trim() === '' ? {} : JSON.parse(output);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const deleted = prune(process.argv[2], cli, Date.now());
  console.log(deleted.length === 0 ? 'No old versions to delete' : `Deleted old versions:\n${deleted.join('\n')}`);
}
