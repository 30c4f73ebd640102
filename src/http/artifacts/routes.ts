import type Router from '@koa/router';
import type { Context } from 'koa';
import { COCO_SEGMENTATIONS } from '../../geometry/exports/coco.ts';
import type { FaceFormat, StoredFace } from '../../imaging/export-face.ts';
import type { Frame } from '../../contract/result.ts';
import type { Submission } from '../../submissions/submission.ts';
import type { ApiDependencies, RequestState } from '../dependencies.ts';
import { createGate, type GateLimits } from '../gate.ts';
import { choiceOf, wholeOf } from '../query.ts';
import { landmarksIn, requestedFrame } from '../../answer/frame.ts';
import { ARTIFACT_PATHS } from '../links.ts';
import { doneSubmission, type DoneSubmission } from './done-submission.ts';
import { exportTag } from './export-tag.ts';
import { sendArtifact, type SentArtifact } from './send-artifact.ts';
import { loadPart, stepOutput } from './stored-parts.ts';

/** An export of a large face takes some hundred megabytes while it is made. */
const GATE: GateLimits = { atOnce: 2, inLine: 64, longestWaitMs: 10_000 };

export const PAINTED_SIDE = { min: 16, max: 4096, fallback: 1600 };

/** An SVG opened by itself is a page: it may use what it carries, and can neither run nor load anything. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

type Describe = (submission: DoneSubmission, query: Context['query']) => SentArtifact;

/** What came of a submission that is done, each as a file of its own. */
export function artifactRoutes(router: Router<RequestState>, { submissions, exports, stopping }: ApiDependencies): void {
  const gate = createGate(GATE, 'Too many exports have been asked for at once. Ask for this one again.', stopping);

  route(ARTIFACT_PATHS.svg, (submission) => ({
    tag: `"${submission.svg}"`,
    mediaType: 'image/svg+xml',
    fileName: `${submission.id}.svg`,
    bytes: () => loadPart(submissions, submission, submission.svg),
  }), SVG_POLICY);

  route(ARTIFACT_PATHS.portrait, (submission) => ({
    tag: exportTag(submission, 'portrait', {}),
    mediaType: 'image/jpeg',
    fileName: pictureName(submission),
    bytes: async () => loadPart(submissions, submission, (await stepOutput(submissions, submission, 'rotate')).uprightPortrait),
  }));

  route(ARTIFACT_PATHS.png, (submission, query) => {
    const side = wholeOf('max_side', query['max_side'], PAINTED_SIDE);
    return {
      tag: exportTag(submission, 'png', { side }),
      mediaType: 'image/png',
      fileName: `${submission.id}.png`,
      bytes: async () => exports.paintSvg(await loadPart(submissions, submission, submission.svg), side),
    };
  });

  route(ARTIFACT_PATHS.labelMap, (submission, query) => {
    const frame = requestedFrame(query['frame']);
    return {
      tag: exportTag(submission, 'label-map', { frame }),
      mediaType: 'image/png',
      fileName: `${submission.id}.label-map.png`,
      bytes: async () => exports.labelMap(await storedFace(submission, frame)),
    };
  });

  route(ARTIFACT_PATHS.landmarks, (submission, query) => {
    const frame = requestedFrame(query['frame']);
    return {
      tag: exportTag(submission, 'landmarks', { frame }),
      mediaType: 'application/json',
      fileName: `${submission.id}.landmarks.json`,
      bytes: async () => landmarksIn(await loadPart(submissions, submission, submission.document), frame),
    };
  });

  route(ARTIFACT_PATHS.geojson, (submission, query) => {
    const mediaType = 'application/geo+json';
    return written(submission, query, 'geojson', { mediaType, ending: 'geojson' }, async () => ({ kind: 'geojson' }));
  });

  route(ARTIFACT_PATHS.topojson, (submission, query) =>
    written(submission, query, 'topojson', JSON_FILE('topojson'), async () => {
      const { regions } = await stepOutput(submissions, submission, 'contour');
      return { kind: 'topojson', regions: await loadPart(submissions, submission, regions) };
    }),
  );

  route(ARTIFACT_PATHS.coco, (submission, query) => {
    const segmentation = choiceOf('segmentation', query['segmentation'], COCO_SEGMENTATIONS, 'auto');
    return written(submission, query, `coco ${segmentation}`, JSON_FILE('coco.json'), async (frame) => ({
      kind: 'coco',
      segmentation,
      picture: await pictureIn(submission, frame),
    }));
  });

  route(ARTIFACT_PATHS.labelme, (submission, query) =>
    written(submission, query, 'labelme', JSON_FILE('labelme.json'), async (frame) => ({
      kind: 'labelme',
      picture: await pictureIn(submission, frame),
    })),
  );

  function route(path: string, describe: Describe, policy?: string): void {
    router.get(path, async (ctx) => {
      const { id = '' } = ctx.params as { id?: string };
      const described = describe(await doneSubmission(submissions, id, ctx.state.tenant), ctx.query);
      await sendArtifact(ctx, { ...described, bytes: () => gate.through(ctx.res, described.bytes) });
      if (policy !== undefined) ctx.set('Content-Security-Policy', policy);
    });
  }

  /** A format of text, in the frame that was asked for. */
  function written(
    submission: DoneSubmission,
    query: Context['query'],
    name: string,
    { mediaType, ending }: { mediaType: string; ending: string },
    format: (frame: Frame) => Promise<FaceFormat>,
  ): SentArtifact {
    const frame = requestedFrame(query['frame']);
    return {
      tag: exportTag(submission, name, { frame }),
      mediaType,
      fileName: `${submission.id}.${ending}`,
      bytes: async () => exports.exportFace(await storedFace(submission, frame), await format(frame)),
    };
  }

  async function storedFace(submission: DoneSubmission, frame: Frame): Promise<StoredFace> {
    return { id: submission.id, frame, document: await loadPart(submissions, submission, submission.document) };
  }

  /** The file that the coordinates are of: the one that the portrait's route gives, or the one that was sent. */
  async function pictureIn(submission: Submission, frame: Frame): Promise<string> {
    if (frame === 'upright') return pictureName(submission);
    const { mediaType = '' } = (await submissions.describeArtifact(submission.portrait)) ?? {};
    return `${submission.id}.original.${mediaType.replace('image/', '').replace('jpeg', 'jpg')}`;
  }
}

const JSON_FILE = (ending: string) => ({ mediaType: 'application/json', ending });

function pictureName({ id }: Submission): string {
  return `${id}.portrait.jpg`;
}
