import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/content/digest.ts';
import { ANSWER_VERSION, entityTag, namesTag } from '../../../src/http/input/entity-tag.ts';
import { doneAnswer } from '../../../src/http/submissions/done-answer.ts';
import { statusView } from '../../../src/answer/view.ts';
import type { Submission } from '../../../src/submissions/submission.ts';
import { OPTIONS } from '../../support/submission-input.ts';
import { DOCUMENT, SVG } from '../support/result.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 2, 3, 4, second));
const timings = { decode: 1, rotate: 2, contour: 3, render: 4 };

const DONE: Submission = {
  id: 'one',
  tenant: null,
  status: 'done',
  portrait: 'a',
  labelMap: 'b',
  landmarks: 'c',
  options: OPTIONS,
  delayMs: 0,
  engine: '2',
  createdAt: at(0),
  acceptedAt: at(1),
  acceptance: '',
  endedAt: at(2),
  expiresAt: at(3),
  failure: null,
  endedRunId: null,
  svg: digestOf(SVG),
  document: digestOf(JSON.stringify(DOCUMENT)),
  timings,
  webhook: null,
  imageName: null,
};
const FAILED: Submission = {
  ...DONE,
  status: 'failed',
  failure: { code: 'NoFace', detail: 'There is no face.', step: 'decode' },
  svg: null,
  document: null,
  timings: null,
};
const CANCELLED: Submission = { ...FAILED, status: 'cancelled', failure: null };

async function answerOf(submission: Submission): Promise<string> {
  const { status } = submission;
  if (status !== 'done') return JSON.stringify(statusView({ submission, status, progress: null, attempt: null, warnings: [] }));
  const svg = Buffer.from(SVG);
  const result = { svg: { bytes: svg, size: svg.length }, svgDigest: digestOf(SVG), document: Buffer.from(JSON.stringify(DOCUMENT)), timings };
  const { before, after } = await doneAnswer(submission, result, 'upright', { exportFace: fail }, new AbortController().signal);
  return `${before.toString()}${svg.toString('base64')}${after.toString()}`;
}

const fail = async (): Promise<never> => Promise.reject(new Error('a small document is written here'));

describe('the entity tag of a row', () => {
  it.each<[string, Partial<Submission>]>([
    ['id', { id: 'two' }],
    ['engine', { engine: '3' }],
    ['SVG', { svg: digestOf('another') }],
    ['document', { document: digestOf('another') }],
    ['timings', { timings: { ...timings, render: 5 } }],
    ['end', { endedAt: at(9) }],
    ['begin', { acceptedAt: at(0) }],
    ['expiry', { expiresAt: at(9) }],
  ])('is another for another %s', (_what, change) => {
    expect(entityTag({ ...DONE, ...change })).not.toBe(entityTag(DONE));
  });

  it('is another for another end', () => {
    const other = { ...FAILED, failure: { ...FAILED.failure!, detail: 'There is none.' } };
    expect(new Set([DONE, FAILED, other, CANCELLED].map((row) => entityTag(row))).size).toBe(4);
  });

  it('stays where nothing changed that is answered', async () => {
    expect(entityTag({ ...DONE, delayMs: 5, createdAt: at(9), endedRunId: 'run-1' })).toBe(entityTag(DONE));
    expect(await answerOf({ ...DONE, delayMs: 5, createdAt: at(9), endedRunId: 'run-1' })).toBe(await answerOf(DONE));
  });

  // A tag that stays while the bytes change makes callers keep what is out of date. If this fails because the view has
  // changed on purpose: raise ANSWER_VERSION, and put the new digest beside it.
  it('has a version that is raised with the view', async () => {
    const answers = digestOf((await Promise.all([DONE, FAILED, CANCELLED].map(answerOf))).join('\n'));
    expect({ version: ANSWER_VERSION, answers }).toEqual({
      version: 3,
      answers: '5c6c4257e385c18b58d7e99efb552870e41e9000e0d8f982dad40ddc5966d59b',
    });
  });
});

describe('If-None-Match', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b" , "a"', true],
    ['*', true],
    ['', false],
    ['a', false],
    ['"A"', false],
    ['"b"', false],
  ])('%s names "a": %s', (header, named) => {
    expect(namesTag(header, '"a"')).toBe(named);
  });
});
