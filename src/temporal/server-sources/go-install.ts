import { join } from 'node:path';
import type { Source } from './source.ts';
import { keep, PROGRAM } from './kept.ts';
import { runProgram } from './run-program.ts';

/** Later versions replace a module in their go.mod, which `go install` refuses. */
const MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** Compiles the server: minutes, and 2 GB of memory. */
export function goInstall(dataDir: string, go = 'go'): Source {
  return {
    name: `go install ${MODULE}`,
    limitMs: 900_000,
    find: (signal) =>
      keep(dataDir, signal, async (folder) => {
        await runProgram(go, ['install', MODULE], { signal, env: { GOBIN: folder } });
        return join(folder, PROGRAM);
      }),
  };
}
