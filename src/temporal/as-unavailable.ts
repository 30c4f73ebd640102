import { isGrpcServiceError } from '@temporalio/client';
import { FrontalError } from '../contract/errors.ts';

/** gRPC codes of a server that is away, overloaded or cut off: worth another try, no fault of the request. */
const AWAY = new Set([1, 4, 8, 14]); // CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE

export function isAway(error: unknown): boolean {
  if (isGrpcServiceError(error)) return AWAY.has(error.code);
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause !== undefined) return isAway(cause);
  return error instanceof Error && error.message.includes('Failed to connect before the deadline');
}

/** @throws FrontalError `unavailable` where Temporal is away; any other error as it is */
export async function asUnavailable<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!isAway(error)) throw error;
    throw new FrontalError('unavailable', 'The workflow engine does not answer. Try again shortly.', { cause: error });
  }
}
