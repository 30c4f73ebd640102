import type { SentBody } from '../../http/body/request-body.ts';
import type { PictureChecks } from '../../http/input/picture-fields.ts';

/** What is sent to the thread that takes bodies apart. */
export interface IntakeTask {
  readonly body: SentBody;
  readonly limits: PictureChecks['limits'];
}
