interface PayloadLike {
  readonly metadata?: unknown;
  readonly data: Uint8Array;
}

/** Every payload anywhere in a history, wherever the protocol keeps one: inputs, results, details, failures. */
export function payloadsOf(history: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return;
    if (isPayload(value)) found.push(Buffer.from(value.data).toString('utf8'));
    else Object.values(value).forEach(visit);
  };
  visit(history);
  return found;
}

function isPayload(value: object): value is PayloadLike {
  return 'data' in value && value.data instanceof Uint8Array && 'metadata' in value;
}
