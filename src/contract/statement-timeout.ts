import { FrontalError } from './errors.ts';

/** The server ended a statement that took too long: it is there, and a smaller statement may come through. */
export class StatementTimeout extends FrontalError {
  constructor(cause: Error) {
    super('unavailable', 'The database took too long over a statement. Try again shortly.', { cause });
  }
}
