/** The columns of the table submission `s` as a Submission. */
export const SUBMISSION_COLUMNS = `s.id, s.tenant, s.status, s.portrait, s.label_map AS "labelMap", s.landmarks, s.options,
  s.delay_ms AS "delayMs", s.engine, s.created_at AS "createdAt", s.accepted_at AS "acceptedAt",
  s.ended_at AS "endedAt", s.expires_at AS "expiresAt", s.failure,
  s.ended_run_id AS "endedRunId", s.svg, s.document, s.timings, s.webhook, s.acceptance, s.image_name AS "imageName"`;

/** That the time of the submission `s` is not over: whoever asks for one whose time is over is told that it is gone. */
export const KEPT = 's.expires_at > now()';
export const EXPIRED = 's.expires_at <= now()';

/** PostgreSQL's text holds every character but NUL; asked for one, it answers with an error instead of no row. */
export function isText(id: string): boolean {
  return !id.includes('\0');
}
