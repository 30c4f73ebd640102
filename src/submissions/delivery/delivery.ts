/** Whom a submission tells of its end. No part of its identity. */
export interface Webhook {
  readonly url: string;
}

/** One try to tell a webhook. Of its address the host alone: paths and queries carry secrets. */
export interface Delivery {
  /** From 1. */
  readonly attempt: number;
  readonly at: Date;
  readonly urlHost: string;
  /** null where no answer came. */
  readonly statusCode: number | null;
  /** null where it was taken. */
  readonly error: string | null;
  /** null where it is the last. */
  readonly nextAttemptAt: Date | null;
}
