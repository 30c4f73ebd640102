import { runProgram } from './run-program.ts';

/** @returns the program, if it calls itself Temporal's command line. @throws Error saying what it is instead */
export async function seenToRun(program: string, signal: AbortSignal): Promise<string> {
  const says = await runProgram(program, ['--version'], { signal });
  if (!/^temporal version /m.test(says)) throw new Error(`${program} is another program of that name`);
  return program;
}
