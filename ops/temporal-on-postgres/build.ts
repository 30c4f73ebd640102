import { configOfThisProcess } from '../../src/settings/config.ts';
import { productionPrograms } from './programs.ts';

/** Compiles what the tests against the production server need, before them: it takes longer than any test may. */
await productionPrograms(configOfThisProcess().dataDir, (line) => void process.stdout.write(`${line}\n`));
