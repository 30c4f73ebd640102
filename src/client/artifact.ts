import type { Frame } from './answers.ts';
import { pathTo } from '../contract/paths.ts';
import { bytesOf, type Send } from './send.ts';

/** What a submission that is done can be asked for as a file, and how such a file's name ends. */
export const ARTIFACTS = {
  svg: 'svg',
  png: 'png',
  portrait: 'jpg',
  geojson: 'geojson',
  topojson: 'topojson',
  coco: 'coco.json',
  labelme: 'labelme.json',
  cvat: 'cvat.xml',
  'label-map': 'label-map.png',
  landmarks: 'landmarks.json',
} as const;
export type ArtifactKind = keyof typeof ARTIFACTS;

export interface ArtifactQuery {
  /** Of coordinates and of the label map; upright where it is left out. */
  readonly frame?: Frame | undefined;
  /** Of `png`: pixels of its longer side. */
  readonly maxSide?: number | undefined;
  /** Of `coco`: how regions are written. */
  readonly segmentation?: 'auto' | 'polygons' | 'rle' | undefined;
  /** Of `coco`, `labelme` and `cvat`: the name of the picture that lies beside the file. */
  readonly imageName?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ArtifactFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** To be handed to `artifactIfChanged`. */
  readonly etag: string | null;
}

/** @returns null where it is still what `etag` names */
export async function fetchArtifact(
  send: Send,
  id: string,
  kind: ArtifactKind,
  { frame, maxSide, segmentation, imageName, signal, etag }: ArtifactQuery & { etag?: string | undefined },
): Promise<ArtifactFile | null> {
  const path = pathTo(kind, { id });
  const query = { frame, max_side: maxSide, segmentation, image_name: imageName };
  const response = await send({ path, query, headers: { 'if-none-match': etag }, accepts: [304], signal });
  if (response.status === 304) return null;
  const mediaType = (response.headers.get('content-type') ?? 'application/octet-stream').split(';', 1)[0]!.trim();
  return { bytes: await bytesOf(response, signal), mediaType, etag: response.headers.get('etag') };
}
