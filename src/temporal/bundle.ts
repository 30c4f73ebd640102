import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

/**
 * Build step: bundles the compiled workflows once, so that no worker pays two seconds for it at start. It is also the
 * check that nothing pulls a Node module into the workflow sandbox. A worker that traces takes a bundle of its own, so that
 * the others run nothing for it.
 */
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const complain = (message: string) => void process.stderr.write(`${message}\n`);
const bundle = async (to: string, interceptors: string[]) => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path('../../workflows/index.js'),
    workflowInterceptorModules: interceptors.map(path),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: complain, error: complain },
  });
  await writeFile(path(to), code);
};
await bundle('../../workflow-bundle.js', []);
await bundle('../../traced-workflow-bundle.js', ['../../workflows/trace-run.js']);
