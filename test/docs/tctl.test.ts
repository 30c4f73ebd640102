import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * tctl can be had from no registry: what its commands take is written down here, as the help of 1.18.4 has it. Those of
 * `batch start` are left out, since it does nothing.
 */
const WORKFLOW = ['-w', '--workflow_id', '-r', '--run_id'];
const SCHEDULE = ['-s', '--sid', '--schedule_id'];
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  'cluster health': [],
  'workflow list': ['--open', '--query', '-q', '--pagesize', '--more', '--status'],
  'workflow count': ['--query', '-q'],
  'workflow show': [...WORKFLOW, '--print_full', '--max_field_length', '--output_filename'],
  'workflow observe': [...WORKFLOW, '--show_detail', '--max_field_length'],
  'workflow describe': [...WORKFLOW, '--print_raw'],
  'workflow query': [...WORKFLOW, '--qt', '--query_type', '--input'],
  'workflow stack': WORKFLOW,
  'workflow cancel': [...WORKFLOW, '--query', '--reason', '--yes'],
  'workflow terminate': [...WORKFLOW, '--query', '--reason', '--yes'],
  'workflow signal': [...WORKFLOW, '--query', '--reason', '--yes', '--name', '--input'],
  'workflow reset': [...WORKFLOW, '--reset_type', '--reason', '--event_id'],
  'admin workflow delete': [...WORKFLOW, '--yes'],
  'taskqueue describe': ['--taskqueue', '--taskqueuetype'],
  'schedule list': [],
  'schedule describe': [...SCHEDULE, '--print_raw'],
  'schedule toggle': [...SCHEDULE, '--pause', '--unpause', '--reason'],
  'schedule trigger': [...SCHEDULE, '--overlap_policy'],
  'namespace register': ['--retention', '--description'],
};
/** Before the command, and refused behind it. */
const GLOBAL = ['--address', '--namespace'];
const USELESS = 'tctl batch start';

const PAGES = ['README.md', ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
const COMMANDS = PAGES.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/`(tctl [^`\n]+)`/g)].map(([, command]) => command!)).filter((command) => command !== USELESS);

test.each([
  ['tctl schedule trigger --schedule-id frontal-housekeeping', '--schedule-id'],
  ['tctl workflow list --address 127.0.0.1:7233', '--address'],
  ['tctl workflow delete -w ID', 'workflow delete'],
])('%s would be found', (command, fault) => {
  expect(faultOf(command)).toBe(fault);
});

test('the pages have a tctl for what a runbook needs', () => {
  const named = new Set(COMMANDS.map((command) => partsOf(command).verb));
  for (const verb of Object.keys(FLAGS).filter((each) => each !== 'workflow signal')) expect(named).toContain(verb);
});

test.each(COMMANDS)('%s is one that tctl takes', (command) => {
  expect(faultOf(command)).toBeNull();
});

/** What tctl would not take; null where it takes all of it. */
function faultOf(command: string): string | null {
  const { before, verb, flags } = partsOf(command);
  if (verb === '' && flags.length === 0) return before.find((flag) => !GLOBAL.includes(flag)) ?? null;
  const taken = FLAGS[verb];
  if (taken === undefined) return verb;
  return [...before.filter((flag) => !GLOBAL.includes(flag)), ...flags.filter((flag) => !taken.includes(flag))][0] ?? null;
}

function partsOf(command: string) {
  const words = command.replaceAll(/'[^']*'|"[^"]*"/g, 'TEXT').split(/\s+/).slice(1);
  const before: string[] = [];
  while (words[0]?.startsWith('-')) before.push(words.splice(0, 2)[0]!);
  const end = words.findIndex((word) => word.startsWith('-'));
  const verb = words.slice(0, end === -1 ? words.length : end).join(' ');
  return { before, verb, flags: words.filter((word) => word.startsWith('-')) };
}
