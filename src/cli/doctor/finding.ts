/** What one look at the machine has shown. */
export interface Finding {
  readonly about: string;
  /** `note`: it works, and one should know. */
  readonly state: 'ok' | 'note' | 'missing';
  readonly detail: string;
  /** What a person can do about it. */
  readonly mend?: string;
}

export const ok = (about: string, detail: string): Finding => ({ about, state: 'ok', detail });
export const note = (about: string, detail: string, mend?: string): Finding => ({ about, state: 'note', detail, ...(mend !== undefined && { mend }) });
export const missing = (about: string, detail: string, mend: string): Finding => ({ about, state: 'missing', detail, mend });

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause instanceof Error && error.cause.message !== '' ? `: ${error.cause.message}` : '';
  return `${error.message}${inner}`.split('\n', 1)[0]!;
}
