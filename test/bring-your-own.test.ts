import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SUBMIT } from './http/support/calls.ts';
import { useApi } from './http/support/api.ts';
import { sent } from './support/inspect-body.ts';

const PAGE = readFileSync('docs/bring-your-own.md', 'utf8');
const api = useApi();

/** Blocks of code under a heading. */
function blocks(heading: string, language: string): string[] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code!);
}

test('the block for MediaPipe in JavaScript sends what it says', async () => {
  const [code] = blocks('MediaPipe, JavaScript', 'js');
  const given = {
    service: api().url,
    portrait: new Blob([new Uint8Array(sent('as-sent/normalised-landmarks/portrait.jpg'))]),
    map: new Blob([new Uint8Array(sent('as-sent/normalised-landmarks/map.png'))]),
    result: JSON.parse(sent('as-sent/normalised-landmarks/landmarks.json').toString()) as unknown,
  };
  const run = Object.getPrototypeOf(async () => {}).constructor(...Object.keys(given), `${code!}\nreturn answer;`) as (...values: unknown[]) => Promise<Response>;
  const answer = await run(...Object.values(given));
  expect(answer.status).toBe(202);
  expect(api().runs.started).toHaveLength(1);
});

describe('forms are sent to the route that takes them', () => {
  test.each([...PAGE.matchAll(/https?:\/\/127\.0\.0\.1:8000(\S+)/g)].map(([, path]) => path!))('%s', (path) => {
    expect(path).toBe(SUBMIT);
  });
});

test('each model and data set has its part', () => {
  for (const name of ['MediaPipe, Python', 'MediaPipe, JavaScript', 'dlib', 'InsightFace', 'face-parsing.PyTorch', 'SegFormer', 'facer', 'CelebAMask-HQ', 'LaPa']) {
    expect(PAGE).toMatch(new RegExp(`^## .*${name}`, 'm'));
  }
});
