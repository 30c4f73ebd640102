import { collectDefaultMetrics, type Registry } from 'prom-client';
import type { Config } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { createApp } from '../http/app.ts';
import type { Lifecycle } from '../submissions/start.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../imaging/header.ts';
import { createImaging } from '../imaging/imaging.ts';
import type { MemoryRoom } from '../content/memory-room.ts';
import { ping } from '../storage/ask.ts';
import { createWriteProbe } from '../storage/write-probe.ts';
import { createEndedListener } from '../storage/ended-listener.ts';
import { readPendingBacklog } from '../storage/pending-backlog.ts';
import { createRuns } from '../temporal/client-runs.ts';
import { createTemporalClient } from '../temporal/connection.ts';
import { holdStarts } from '../temporal/hold-starts.ts';
import { logStarts } from '../temporal/log-starts.ts';
import { pingTemporal, pingWorker } from '../temporal/probes.ts';
import { shareObservations } from '../temporal/shared-observations.ts';
import { createWebhookCheck } from '../webhooks/check-webhook.ts';
import { accessOf } from './access.ts';
import { registerBacklogMetrics } from './backlog-metrics.ts';
import { createExports, exportsOnDemand, roomForCallers } from './exports.ts';
import { createInspect } from './inspection.ts';
import { createIntakePool } from './intake/pool.ts';
import { closeHttpServer, createHttpServer } from './http-server.ts';
import { imagingLimits } from './limits.ts';
import { listen } from './listen.ts';
import type { Parts } from './parts.ts';
import { pixelsOnDemand, type Pixels } from './pixels.ts';
import type { Servers } from './servers.ts';
import { startLeftBehind } from './start-left-behind.ts';
import type { Storage } from './storage.ts';

export interface ApiWiring extends Servers {
  readonly storage: Storage;
  readonly registry: Registry;
  readonly extraMetrics?: () => Promise<string>;
  /** Whether Temporal is ready for runs; always, where left out. */
  readonly canStart?: () => boolean;
  /** Of a worker in the same process; threads of its own, once they are needed, where left out. */
  readonly pixels?: Pixels;
  /** Shared with a worker in the same process. */
  readonly room: MemoryRoom;
}

/** Base64 takes 4/3, broken into lines of 64 characters 17/16 of that. */
const BODY_PER_BYTE = (4 / 3) * (17 / 16);
/** Room for landmarks and options beside the two pictures. */
const BODY_SLACK_BYTES = 4 * 2 ** 20;

/** Brings up the HTTP API and prints its addresses. @throws FrontalError, e.g. where the port is taken */
export async function startApi(parts: Parts, config: Config, wiring: ApiWiring): Promise<void> {
  const { storage, registry, extraMetrics, canStart = () => true, pixels = pixelsOnDemand(), room } = wiring;
  const exportThread = exportsOnDemand();
  const client = createTemporalClient(wiring.temporal, parts.tracing?.starts);
  const endedListener = await createEndedListener(wiring.databaseUrl);
  const runs = logStarts(holdStarts(createRuns(client, { placement: config.activityPlacement }), canStart), parts.log);
  const writing = createWriteProbe(storage.dataSource, storage.submissions);
  const lifecycle: Lifecycle = { submissions: writing.watched, runs: shareObservations(runs) };
  const limits = imagingLimits(config);
  const bodyBytes = Math.ceil((limits.portrait.maxBytes + limits.labelMap.maxBytes) * BODY_PER_BYTE) + BODY_SLACK_BYTES;
  const intake = createIntakePool(limits);
  collectDefaultMetrics({ register: registry });
  registerBacklogMetrics(registry, () => readPendingBacklog(storage.dataSource), parts.log);

  const app = createApp({
    ...lifecycle,
    endedListener,
    headers: { checkPortraitHeader, checkLabelMapHeader },
    checkWebhook: createWebhookCheck(config.webhooks),
    limits: { ...limits, bodyBytes },
    intake: intake.read,
    exports: createExports(room, exportThread.pool),
    inspect: createInspect(() => createImaging({ pool: pixels.pool(), limits }), roomForCallers(room)),
    retentionMs: config.retentionMs,
    access: accessOf(config),
    maxPending: config.maxPending,
    temporalUi: { url: wiring.temporalUiUrl, namespace: config.temporalNamespace },
    probes: {
      postgres: async () => {
        await ping(storage.dataSource);
        await writing.ask();
      },
      temporal: async () => {
        await pingTemporal(client);
        if (!canStart()) throw new FrontalError('unavailable', 'The search attributes are not registered yet.');
      },
      worker: () => pingWorker(client),
    },
    log: parts.log,
    ...(parts.tracing && { trace: parts.tracing.requests }),
    registry,
    ...(extraMetrics && { extraMetrics }),
    stopping: parts.stopping,
  });
  const server = createHttpServer(app.callback());
  const url = await listen(server, { host: config.host, port: config.port, setting: 'PORT' });
  const sweeping = startLeftBehind(parts, lifecycle);

  parts.up('API', `${url}/api/v1`, async () => {
    await closeHttpServer(server);
    await sweeping;
    await Promise.all([intake.close(), pixels.close(), exportThread.close()]);
    await endedListener.close();
    await client.connection.close();
  });
  process.stdout.write(addresses(url, wiring.temporalUiUrl, config));
}

function addresses(url: string, temporalUiUrl: string | null, { apiKeys }: Config): string {
  const lines = [`  API          ${url}/api/v1`, `  docs         ${url}/docs`];
  if (temporalUiUrl) lines.push(`  Temporal UI  ${temporalUiUrl}`);
  lines.push(apiKeys.length > 0 ? `  API keys     ${apiKeys.length}` : '  API keys     none are set: whoever reaches the API can read every submission');
  return `\n${lines.join('\n')}\n\n`;
}
