import { createHash } from 'node:crypto';

/** Tells tenants apart, and not who they are. Temporal takes 64 bytes. */
export function fairnessKeyOf(tenant: string): string {
  return createHash('sha256').update(`fairness of ${tenant}`).digest('hex').slice(0, 32);
}
