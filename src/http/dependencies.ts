import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { EndedListener } from '../submissions/ended-listener.ts';
import type { GateLimits } from './gate.ts';
import type { TenantOf } from './access/authenticate.ts';
import type { Probes } from './health/probes.ts';
import type { Exports } from './artifacts/exports.ts';
import type { Intake } from './input/intake.ts';
import type { PictureChecks } from './input/picture-fields.ts';
import type { Lifecycle } from '../submissions/start.ts';
import type { Inspect } from './validate/inspect.ts';
import type { TemporalUi } from './links.ts';
import type { RequestState } from './request-state.ts';
import type { RetentionLimit } from './input/retention-field.ts';
import type { WebhookCheck } from './input/webhook-field.ts';

/** Who may ask, from where, and how often. */
export interface Access {
  /** null: no keys are set, and everyone is let in. */
  readonly tenantOf: TenantOf | null;
  readonly requestsPerMinute: number | null;
  readonly corsOrigins: readonly string[];
  /** Names that the service is reached by beside those of this machine, where there are no keys; `*`: any. */
  readonly allowedHosts?: readonly string[];
}

/** Everything the API needs from the process that wires it. */
export interface ApiDependencies extends Lifecycle, PictureChecks, RetentionLimit, WebhookCheck {
  readonly endedListener: Pick<EndedListener, 'waitFor'>;
  readonly limits: PictureChecks['limits'] & { readonly bodyBytes: number };
  /** How many large bodies are taken at once; BODY_GATE_LIMITS where left out. */
  readonly bodyGate?: GateLimits;
  /** Reads larger bodies; each is read on the event loop where left out. */
  readonly intake?: Intake;
  readonly exports: Exports;
  readonly inspect: Inspect;
  readonly access: Access;
  /** Submissions of each tenant that may wait for their end at once, or of all where there are no tenants. */
  readonly maxPending: number;
  readonly temporalUi: TemporalUi;
  readonly probes: Probes;
  readonly log: Logger;
  /** Traces each request, around all else that is done for it. */
  readonly trace?: Middleware<RequestState>;
  /** One registry for one app: the app's metrics are registered in it. */
  readonly registry: Registry;
  /** Metrics kept elsewhere, in the Prometheus text format: those of the Temporal SDK. */
  readonly extraMetrics?: () => Promise<string>;
  /** Aborted when the process begins to stop: requests that wait for an end are answered at once. */
  readonly stopping?: AbortSignal;
}
