import { digestOf } from '../../content/digest.ts';
import type { Artifact, EncodedImage } from './ports.ts';

export const JSON_MEDIA_TYPE = 'application/json';

export function artifactOf({ bytes, mediaType }: EncodedImage): Artifact {
  return { digest: digestOf(bytes), bytes, mediaType };
}

/** The value's keys keep the order in which the code writes them, so equal values give equal bytes. */
export function jsonArtifact(value: unknown): Artifact {
  return artifactOf({ bytes: Buffer.from(JSON.stringify(value)), mediaType: JSON_MEDIA_TYPE });
}

/** Reads an artifact that a step of this engine wrote; the type is the writer's promise, kept by the digest. */
export function parseArtifact<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as T;
}
