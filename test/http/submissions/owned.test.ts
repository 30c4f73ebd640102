import { expect, it } from 'vitest';
import { ownedSubmission } from '../../../src/submissions/owned.ts';
import type { ErasedSubmission, Submission, SubmissionStore } from '../../../src/submissions/submission.ts';

const ID = `${'a'.repeat(51)}q`;
const ROW = { id: ID, tenant: null } as Submission;
const TRACE: ErasedSubmission = { id: ID, tenant: null, erasedAt: new Date(), reason: 'deleted' };

/** A store that answers one question after the other: row or null to `find`, trace or null to `findErased`. */
function answering(...answers: (Submission | ErasedSubmission | null)[]): SubmissionStore {
  const next = async () => answers.shift() ?? null;
  return { find: next, findErased: next } as Partial<SubmissionStore> as SubmissionStore;
}

it('a submission that is sent again between the look for its row and that for its trace is found', async () => {
  expect(await ownedSubmission(answering(null, null, ROW), ID, null)).toBe(ROW);
});

it.each([
  ['erased', answering(null, TRACE)],
  ['erased once more after that', answering(null, null, null, TRACE)],
])('one that was %s is gone', async (_what, store) => {
  await expect(ownedSubmission(store, ID, null)).rejects.toMatchObject({ code: 'gone' });
});

it.each([
  ['that never was', answering(null, null, null, null), null],
  ['of another tenant', answering({ ...ROW, tenant: 'lab' }, null, { ...ROW, tenant: 'lab' }, null), 'clinic'],
  ['that another tenant erased', answering(null, { ...TRACE, tenant: 'lab' }, null, { ...TRACE, tenant: 'lab' }), 'clinic'],
])('one %s is not found', async (_what, store, tenant) => {
  await expect(ownedSubmission(store, ID, tenant)).rejects.toMatchObject({ code: 'not_found' });
});
