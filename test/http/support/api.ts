import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { afterEach, beforeEach } from 'vitest';
import { findWanted } from '../../../src/finding/find-wanted.ts';
import { createNetworks } from '../../../src/finding/networks.ts';
import type { Raster, WantedInPortrait } from '../../../src/submissions/steps/ports.ts';
import type { PlainLabelPalette } from '../../../src/contract/label-choice.ts';
import { createApp } from '../../../src/http/app.ts';
import type { ApiDependencies } from '../../../src/http/dependencies.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { readFaceMap } from '../../../src/geometry/labels/read-face-map.ts';
import type { FaceMapQuestion } from '../../../src/geometry/labels/face-map.ts';
import { countPixels } from '../../../src/imaging/count-pixels.ts';
import { decodeLabelMap } from '../../../src/imaging/decode-label-map.ts';
import { decodePortrait } from '../../../src/imaging/decode-portrait.ts';
import { encodeLabelMap } from '../../../src/imaging/encode-label-map.ts';
import { exportFace, labelMapOf } from '../../../src/imaging/export-face.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../../src/imaging/header.ts';
import { loadOpenCv } from '../../../src/imaging/open-cv.ts';
import { svgToPng } from '../../../src/imaging/svg-to-png.ts';
import { createMemoryRoom } from '../../../src/content/memory-room.ts';
import { createHttpServer } from '../../../src/processes/http-server.ts';
import { createInspect } from '../../../src/processes/inspection.ts';
import { createEndedListener } from '../../../src/storage/ended-listener.ts';
import { createWebhookCheck } from '../../../src/webhooks/check-webhook.ts';
import { useDatabase, type TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/log.ts';
import { createFakeRuns, type FakeRuns } from './runs.ts';

export const LIMITS = {
  bodyBytes: 2_000_000,
  portrait: { maxBytes: 1_000_000, maxPixels: 1_000_000 },
  labelMap: { maxBytes: 500_000, maxPixels: 1_000_000 },
};

/** Exports as the process makes them, without its threads. */
const inThisThread: ApiDependencies['exports'] = {
  exportFace: async (face, format) => exportFace(face, format),
  labelMap: (face) => encodeLabelMap(labelMapOf(face)),
  paintSvg: svgToPng,
};

const DECODERS = {
  countPixels,
  decodePortrait: (bytes: Uint8Array) => decodePortrait(bytes, LIMITS.portrait),
  decodeLabelMap: async (bytes: Uint8Array, palette: PlainLabelPalette | null = null) => decodeLabelMap(bytes, LIMITS.labelMap, palette),
  readFaceMap: async (map: LabelMap, question: FaceMapQuestion) => readFaceMap(map, question),
  encodeLabelMap,
  findFace: async (portrait: Raster, wanted: WantedInPortrait) => {
    const { cv } = await loadOpenCv();
    const { labelMap, ...found } = findWanted(createNetworks(cv), portrait, wanted);
    return { ...found, labelMap: labelMap && { bytes: await encodeLabelMap(labelMap), mediaType: 'image/png' } };
  },
};

export interface TestApi {
  readonly url: string;
  readonly deps: ApiDependencies;
  close(): Promise<void>;
}

export interface ApiOverPostgres extends TestApi {
  readonly database: TestDatabase;
  readonly runs: FakeRuns;
}

/** The app on a port of its own. */
export async function serve(deps: ApiDependencies): Promise<TestApi> {
  const server = createHttpServer(createApp(deps).callback());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    deps,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The app over a real database, empty for each test; Temporal alone is swapped. To be read inside tests only. */
export function useApi(changes: Partial<ApiDependencies> = {}): () => ApiOverPostgres {
  const database = useDatabase();
  let api: ApiOverPostgres;
  let stopListening: () => Promise<void>;
  beforeEach(async () => {
    const runs = createFakeRuns();
    const endedListener = await createEndedListener(database().url);
    stopListening = () => endedListener.close();
    const served = await serve({
      ...dependencies(),
      submissions: database().submissions,
      runs,
      endedListener,
      ...changes,
    });
    api = { ...served, database: database(), runs };
  });
  afterEach(async () => {
    await api.close();
    await stopListening();
  });
  return () => api;
}

export function dependencies(): Omit<ApiDependencies, 'submissions' | 'runs' | 'endedListener'> {
  return {
    headers: { checkLabelMapHeader, checkPortraitHeader },
    checkWebhook: createWebhookCheck({ secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], allowPrivate: false }),
    exports: inThisThread,
    inspect: createInspect(() => DECODERS, createMemoryRoom(2 ** 30)),
    access: { tenantOf: null, requestsPerMinute: null, corsOrigins: [] },
    retentionMs: 60 * 60_000,
    limits: LIMITS,
    maxPending: 1000,
    temporalUi: { url: 'http://127.0.0.1:8233', namespace: 'default' },
    probes: { postgres: async () => {}, temporal: async () => {}, worker: async () => {} },
    log: silentLog,
    registry: new Registry(),
  };
}
