// Checks every template of a synthesized cloud assembly against cdk-nag's AwsSolutions rules. A finding can be accepted with a
// reason in the metadata of its resource ("cdk_nag", written by Constructs/Suppression.cs). Any other finding fails, and so does
// an acceptance without a finding or without a sufficient reason.
//
//   node checks/security-rules.mjs [cdk.out]
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';

const shortestReason = 40;
const assembly = resolve(process.argv[2] ?? 'cdk.out');
const templates = readdirSync(assembly).filter(file => file.endsWith('.template.json')).sort();
const errors = templates.length > 0 ? [] : [`${assembly} holds no template`];
let acceptances = 0;

for (const file of templates) {
  const found = find(file);
  for (const { resource, accepts, rule, reason } of accepted(file)) {
    acceptances++;
    const matching = found.filter(finding => finding.resource === resource && accepts(finding.rule));
    matching.forEach(finding => found.splice(found.indexOf(finding), 1));
    if (matching.length === 0)
      errors.push(`${file}: ${resource} accepts ${rule}, which is not found there`);
    if (reason.length < shortestReason)
      errors.push(`${file}: ${resource} accepts ${rule} with too short a reason: ${reason}`);
  }
  errors.push(...found.map(({ resource, rule, description }) => `${file}: ${resource} ${rule}: ${description}`));
}

for (const error of errors)
  console.error(error);
console.log(`Security rules: ${templates.length} templates, ${acceptances} findings accepted with reasons, ${errors.length} errors`);
process.exitCode = errors.length === 0 ? 0 : 1;

/** All findings in a template; a rule with several findings on one resource adds brackets to each. */
function find(file) {
  const app = new App();
  const stack = new Stack(app, 'Checked');
  new CfnInclude(stack, 'Template', { templateFile: join(assembly, file) });
  const { violations } = new AwsSolutionsChecks(app).validateScope(stack);
  return violations.flatMap(({ ruleName, description, violatingResources }) => violatingResources.map(
    ({ constructPath }) => ({ resource: constructPath.split('/').at(-1), rule: ruleName, description })));
}

/** All acceptances in a template, in cdk-nag's own form: { id, reason, applies_to: [{ regex }] }. */
function accepted(file) {
  const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8'));
  return Object.entries(Resources).flatMap(([resource, { Metadata }]) =>
    (Metadata?.cdk_nag?.rules_to_suppress ?? []).map(({ id, reason, applies_to: [scope] = [] }) => {
      const pattern = scope && new RegExp(scope.regex.slice(1, -1));
      const accepts = found => scope
        ? found.startsWith(`${id}[`) && pattern.test(found.slice(id.length + 1, -1))
        : found === id;
      return { resource, rule: scope ? `${id} ${scope.regex}` : id, reason, accepts };
    }));
}
