import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { judgeAudit, type Asked, type Verdict } from './judge.ts';

/** npm tries again by itself; a registry that says nothing to any of it is away. */
const PATIENCE_MS = 180_000;

/** Whatever this machine's npm is set to: ask the registry, and of everything in the lock file. */
const QUESTION = ['audit', '--json', '--audit-level=high', '--no-offline', '--include=dev', '--include=optional', '--include=peer', '--fetch-retries=1', '--fetch-timeout=60000'];

/** `npm run audit`: whether packages of the lock file are known to be weak. Fails where one is, to a high degree or worse. */
const verdict = judgeAudit(await ask());
process.stdout.write(`npm audit: ${worded(verdict)}\n`);
process.exitCode = verdict.kind === 'clean' || verdict.kind === 'not-answered' ? 0 : 1;

async function ask(): Promise<Asked> {
  const npm = spawn('npm', QUESTION, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
  const ended = new Promise<number | null>((resolve, reject) => npm.on('error', reject).on('close', resolve));
  const [exitCode, stdout, stderr] = await Promise.all([ended, text(npm.stdout), text(npm.stderr)]);
  return { exitCode, stdout, stderr };
}

function worded(given: Verdict): string {
  switch (given.kind) {
    case 'clean':
      return `nothing high or critical is known of any package; of lower severity: ${given.lower}`;
    case 'found': {
      const rows = given.findings.map(({ name, severity, range, because }) => `\n  ${severity}  ${name} ${range}  ${because.join('; ')}`);
      return `packages with findings high or critical: ${given.count}${rows.join('')}`;
    }
    case 'not-answered':
      return `not checked: the registry does not answer audits (${given.why})`;
    case 'unreadable':
      return `failed: ${given.why}`;
  }
}
