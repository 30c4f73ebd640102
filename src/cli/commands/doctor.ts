import type { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';

const WORDS = { ok: 'ok', note: 'note', missing: 'MISSING' } as const;

export function addDoctor(program: Command, terminal: Terminal): void {
  const command = program
    .command('doctor')
    .summary('say what a start of the service would miss here, and how to mend it')
    .description('Looks at Node.js, settings, data folder, disk, PostgreSQL, Temporal, ports and the service, without starting or fetching anything. The exit code is 1 where something is missing.');
  withOutput(withService(command))
    .addHelpText('after', examples('doctor', 'doctor --json | jq -r \'select(.state == "missing") | .mend\''))
    .action(async (options: ServiceOptions & OutputOptions) => {
      // Only here, since it brings the database's and Temporal's clients with it.
      const { examine } = await import('../doctor/examine.ts');
      const findings = await examine(terminal.env, options);
      if (findings.some(({ state }) => state === 'missing')) terminal.exitCode = EXIT.failed;
      for (const finding of findings) {
        const { about, state, detail, mend } = finding;
        if (options.json) printJson(terminal.stdout, finding);
        else if (!options.quiet || state === 'missing') {
          print(terminal.stdout, `${WORDS[state].padEnd(8)} ${about.padEnd(12)} ${detail}${mend === undefined ? '' : `: ${mend}`}`);
        }
      }
    });
}
