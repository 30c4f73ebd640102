import type Router from '@koa/router';
import { FrontalError } from '../../errors.ts';
import type { Submission, SubmissionStore } from '../../storage/submission.ts';
import type { RequestState } from '../dependencies.ts';
import { namesTag } from './entity-tag.ts';
import { SVG_PATH } from './links.ts';
import { ownedSubmission } from './owned.ts';

/** An SVG opened by itself is a page: it may use what it carries, and can neither run nor load anything. */
const SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/** The SVG of a submission as a file of its own. */
export function svgRoute(router: Router<RequestState>, submissions: SubmissionStore): void {
  router.get(SVG_PATH, async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const digest = svgOf(await ownedSubmission(submissions, id, ctx.state.tenant));
    const tag = `"${digest}"`;
    ctx.status = 200;
    if (namesTag(ctx.get('If-None-Match'), tag)) {
      ctx.status = 304;
    } else {
      const svg = await submissions.loadArtifact(digest);
      if (svg === null) throw new FrontalError('not_found', 'The submission was erased just now.');
      ctx.body = Buffer.from(svg.buffer, svg.byteOffset, svg.byteLength);
      ctx.type = 'image/svg+xml';
      ctx.set('Content-Disposition', `inline; filename="${id}.svg"`);
    }
    ctx.set('Content-Security-Policy', SVG_POLICY);
    // As of the status: to be asked about each time, since a submission can be erased.
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('ETag', tag);
  });
}

/** The digest of a submission's SVG. @throws FrontalError `not_found`, and why there is none */
function svgOf({ svg, status }: Submission): string {
  if (svg) return svg;
  throw new FrontalError('not_found', WITHOUT_SVG[status]);
}

const WITHOUT_SVG: Record<Submission['status'], string> = {
  pending: 'The submission has not ended yet; its SVG comes with its end.',
  done: 'The submission has no SVG.',
  failed: 'The submission failed: there is no SVG. Its status says why.',
  cancelled: 'The submission was cancelled: there is no SVG.',
};
