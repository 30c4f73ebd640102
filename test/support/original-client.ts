import { setTimeout as sleep } from 'node:timers/promises';

interface Job {
  readonly image: string;
  readonly landmarks: readonly { readonly x: number; readonly y: number }[];
  readonly segmentation_map: string;
}

interface Contours {
  readonly svg: string;
  readonly contours: Record<string, [number, number][]>;
  /** How often it asked, and was told to wait. */
  readonly polls: number;
}

/**
 * A client of the service that this one replaces, written from that one's description alone: it sends two pictures in
 * base64 and landmarks, asks while the status is `pending`, and decodes the `svg`.
 */
export async function cropFace(base: string, job: Job): Promise<Contours> {
  const submitted = await fetch(`${base}/api/v1/frontal/crop/submit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(job),
  });
  let answer = (await submitted.json()) as { id: string; status: string; svg?: string; mask_contours?: Record<string, [number, number][]> };
  let polls = 0;
  while (answer.status === 'pending') {
    await sleep(30);
    polls += 1;
    answer = (await (await fetch(`${base}/api/v1/frontal/crop/status/${answer.id}`)).json()) as typeof answer;
  }
  return { svg: Buffer.from(answer.svg!, 'base64').toString('utf8'), contours: answer.mask_contours!, polls };
}
