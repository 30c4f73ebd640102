import type { ExitCode } from './exit-codes.ts';

/** Something that a person can mend, in one line, and the exit code that says so to a script. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
