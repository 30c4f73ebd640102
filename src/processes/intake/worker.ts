import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { Artifact } from '../../submissions/steps/ports.ts';
import { parseBody } from '../../http/body/parse-body.ts';
import { readContent, type Content } from '../../http/input/content.ts';
import { outcomeOf } from '../../imaging/carried-error.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../imaging/header.ts';
import type { IntakeTask } from './task.ts';

/** The content of a body; its pictures are handed over, not copied. */
export async function read({ body, limits }: IntakeTask): Promise<unknown> {
  const outcome = await outcomeOf(async () => {
    return ownBytes(await readContent(parseBody(body), { limits, headers: { checkPortraitHeader, checkLabelMapHeader } }));
  });
  if (!outcome.ok) return outcome;
  const { portrait, labelMap } = outcome.value;
  const pictures = [...(portrait.ok ? [portrait.value.artifact] : []), ...(labelMap.ok && labelMap.value !== null ? [labelMap.value.artifact] : [])];
  const buffers = new Set(pictures.map(({ bytes }) => bytes.buffer as ArrayBuffer));
  return move({ [transferableSymbol]: [...buffers], [valueSymbol]: outcome });
}

/** Parts of a form are views of it: what is handed over would be all of it. */
function ownBytes(content: Content): Content {
  const { portrait, labelMap } = content;
  return {
    ...content,
    portrait: portrait.ok ? { ok: true, value: { ...portrait.value, artifact: owned(portrait.value.artifact) } } : portrait,
    labelMap: labelMap.ok && labelMap.value !== null ? { ok: true, value: { ...labelMap.value, artifact: owned(labelMap.value.artifact) } } : labelMap,
  };
}

function owned(artifact: Artifact): Artifact {
  return { ...artifact, bytes: new Uint8Array(artifact.bytes) };
}
