import type { Command } from 'commander';
import { readConfig } from '../../settings/config.ts';
import { LABEL_MAP_FILES, LANDMARK_FILES, PORTRAIT_FILES, readInputs } from '../input-files.ts';
import { collectOption, optionsOf, type OptionValue } from '../option-values.ts';
import { reportLines } from '../report.ts';
import { examples, withOutput, type OutputOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

interface RunOptions extends OutputOptions {
  readonly output?: string;
  readonly option?: readonly OptionValue[];
}

export function addRun(program: Command, terminal: Terminal): void {
  const command = program
    .command('run')
    .summary('do the work of a submission here, without any server')
    .description('Draws in this process what a service would draw: the same steps, the same bytes. Nothing is kept but the file it writes.')
    .argument('<portrait>', PORTRAIT_FILES)
    .argument('[map]', LABEL_MAP_FILES)
    .argument('[landmarks]', LANDMARK_FILES)
    .option('-o, --output <file>', 'where the SVG goes; - for stdout')
    .option('--option <key=value>', 'an option of the service, such as style.labels=names; may be repeated', collectOption);
  withOutput(command)
    .addHelpText('after', examples(
      'run portrait.jpg -o face.svg',
      'run portrait.jpg map.png landmarks.json -o face.svg',
      'run portrait.jpg map.png face.pts --option style.portrait=none -o - > face.svg',
    ))
    .action(async (portrait: string, labelMap: string | undefined, landmarks: string | undefined, { output, option = [], json, quiet }: RunOptions) => {
      const options = optionsOf(option);
      const inputs = await readInputs({ portrait, labelMap, landmarks });
      const config = readConfig(terminal.env);
      const onStep = (step: string) => void (!json && !quiet && print(terminal.stderr, `  ${step}`));
      // Only here, since they bring sharp and OpenCV with them, which no other command needs.
      const { runLocally } = await import('../local/run-locally.ts');
      const { id, svg, document, timings, totalMs } = await runLocally({ ...inputs, options }, { config, signal: terminal.signal, onStep });
      if (output !== undefined) await writeOutput(terminal, output, svg);
      if (output === '-') return;
      const timings_ms = { ...timings, total: totalMs };
      if (json) return printJson(terminal.stdout, { id, status: 'done', svg: Buffer.from(svg).toString('base64'), ...document, timings_ms });
      if (quiet) return;
      if (output !== undefined) print(terminal.stdout, `drawing     ${output}`);
      for (const line of reportLines({ ...document, timings_ms })) print(terminal.stdout, line);
    });
}
