import type Router from '@koa/router';
import type { Context } from 'koa';
import { COCO_SEGMENTATIONS } from '../../answer/exports/coco.ts';
import type { FaceFormat, StoredFace } from '../../imaging/export-face.ts';
import type { Frame } from '../../contract/result.ts';
import type { Submission } from '../../submissions/submission.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { createGate, type GateLimits } from '../gate.ts';
import { heldFor } from '../hold.ts';
import { choiceOf, wholeOf } from '../query.ts';
import { requestedFrame } from '../input/frame.ts';
import { routeOf } from '../../contract/paths.ts';
import { createUnread } from '../send-pieces.ts';
import { doneSubmission, type DoneSubmission } from './done-submission.ts';
import { exportTag } from './export-tag.ts';
import { pictureName, requestedName, uprightName } from './picture-name.ts';
import { sendArtifact, type SentArtifact } from './send-artifact.ts';
import { loadPart, stepOutput } from './stored-parts.ts';
import { storedPieces } from './stored-pieces.ts';

/** What is stored for an export is read whole before its memory is asked for. */
const GATE: GateLimits = { atOnce: 2, inLine: 64, longestWaitMs: 10_000 };

export const PAINTED_SIDE = { min: 16, max: 4096, fallback: 1600 };

/** An SVG opened by itself is a page: it may use what it carries, and can neither run nor load anything. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/** @param held aborted once nobody waits for it any more */
type Describe = (submission: DoneSubmission, query: Context['query'], held: () => AbortSignal) => SentArtifact;

/** What came of a submission that is done, each as a file of its own. */
export function artifactRoutes(router: Router<RequestState>, { submissions, exports, stopping }: ApiDependencies): void {
  const unread = createUnread(stopping);
  const gate = createGate(GATE, 'Too many exports have been asked for at once. Ask for this one again.', stopping);

  route(routeOf('svg'), (submission) => ({
    tag: `"${submission.svg}"`,
    mediaType: 'image/svg+xml',
    fileName: `${submission.id}.svg`,
    bytes: () => storedPieces(submissions, submission, submission.svg),
  }), { policy: SVG_POLICY, isStored: true });

  route(routeOf('portrait'), (submission) => ({
    tag: exportTag(submission, 'portrait', {}),
    mediaType: 'image/jpeg',
    fileName: uprightName(submission),
    bytes: async () => storedPieces(submissions, submission, (await stepOutput(submissions, submission, 'rotate')).uprightPortrait),
  }), { isStored: true });

  route(routeOf('png'), (submission, query, held) => {
    const side = wholeOf('max_side', query['max_side'], PAINTED_SIDE);
    return {
      tag: exportTag(submission, 'png', { side }),
      mediaType: 'image/png',
      fileName: `${submission.id}.png`,
      bytes: async () => exports.paintSvg(await loadPart(submissions, submission, submission.svg), side, held()),
    };
  });

  route(routeOf('label-map'), (submission, query, held) => {
    const frame = requestedFrame(query['frame']);
    return {
      tag: exportTag(submission, 'label-map', { frame }),
      mediaType: 'image/png',
      fileName: `${submission.id}.label-map.png`,
      bytes: async () => exports.labelMap(await storedFace(submission, frame), held()),
    };
  });

  route(routeOf('landmarks'), (submission, query, held) => {
    const frame = requestedFrame(query['frame']);
    return {
      tag: exportTag(submission, 'landmarks', { frame }),
      mediaType: 'application/json',
      fileName: `${submission.id}.landmarks.json`,
      bytes: async () => exports.exportFace(await storedFace(submission, frame), { kind: 'landmarks' }, held()),
    };
  });

  route(routeOf('geojson'), (submission, query, held) => {
    const mediaType = 'application/geo+json';
    return written({ submission, query, held }, 'geojson', { mediaType, ending: 'geojson' }, async () => ({ kind: 'geojson' }));
  });

  route(routeOf('topojson'), (submission, query, held) =>
    written({ submission, query, held }, 'topojson', JSON_FILE('topojson'), async () => {
      const { regions } = await stepOutput(submissions, submission, 'contour');
      return { kind: 'topojson', regions: await loadPart(submissions, submission, regions) };
    }),
  );

  route(routeOf('coco'), (submission, query, held) => {
    const segmentation = choiceOf('segmentation', query['segmentation'], COCO_SEGMENTATIONS, 'auto');
    return written({ submission, query, held }, `coco ${segmentation}`, JSON_FILE('coco.json'), async (frame) => ({
      kind: 'coco',
      segmentation,
      picture: await pictureIn(submission, frame, query),
    }));
  });

  route(routeOf('labelme'), (submission, query, held) =>
    written({ submission, query, held }, 'labelme', JSON_FILE('labelme.json'), async (frame) => ({
      kind: 'labelme',
      picture: await pictureIn(submission, frame, query),
    })),
  );

  route(routeOf('cvat'), (submission, query, held) =>
    written({ submission, query, held }, 'cvat', { mediaType: 'application/xml', ending: 'cvat.xml' }, async (frame) => ({
      kind: 'cvat',
      picture: await pictureIn(submission, frame, query),
    })),
  );

  function route(path: string, describe: Describe, { policy, isStored = false }: { policy?: string; isStored?: boolean } = {}): void {
    router.get(path, async (ctx) => {
      const { id = '' } = ctx.params as { id?: string };
      const submission = await doneSubmission(submissions, id, ctx.state.tenant);
      const described = describe(submission, ctx.query, () => heldFor(ctx.res, stopping));
      const make = async () => {
        const made = await gate.through(ctx.res, described.bytes);
        if (made instanceof Uint8Array) await unread.keep(ctx, made.byteLength);
        return made;
      };
      await sendArtifact(ctx, isStored ? described : { ...described, bytes: make });
      if (policy !== undefined) ctx.set('Content-Security-Policy', policy);
    });
  }

  /** A format of text, in the frame that was asked for. */
  function written(
    { submission, query, held }: { submission: DoneSubmission; query: Context['query']; held: () => AbortSignal },
    name: string,
    { mediaType, ending }: { mediaType: string; ending: string },
    format: (frame: Frame) => Promise<FaceFormat>,
  ): SentArtifact {
    const frame = requestedFrame(query['frame']);
    return {
      tag: exportTag(submission, name, { frame, picture: requestedName(query['image_name']), imageName: submission.imageName }),
      mediaType,
      fileName: `${submission.id}.${ending}`,
      bytes: async () => exports.exportFace(await storedFace(submission, frame), await format(frame), held()),
    };
  }

  async function storedFace(submission: DoneSubmission, frame: Frame): Promise<StoredFace> {
    return { id: submission.id, frame, document: await loadPart(submissions, submission, submission.document) };
  }

  /** The file that the coordinates are of: the one that is asked for, the one that the portrait's route gives, or the one that was sent. */
  async function pictureIn(submission: Submission, frame: Frame, query: Context['query']): Promise<string> {
    const { mediaType = '' } = (await submissions.describeArtifact(submission.portrait)) ?? {};
    return requestedName(query['image_name']) ?? pictureName(submission, frame, mediaType);
  }
}

const JSON_FILE = (ending: string) => ({ mediaType: 'application/json', ending });
