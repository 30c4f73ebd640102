import * as z from 'zod';

/** 256 bits in base32 are 51 characters of five bits and one bit more. */
export const SUBMISSION_ID = /^[a-z2-7]{51}[aq]$/;

export const id = z.string().regex(SUBMISSION_ID).meta({
  id: 'SubmissionId',
  description: 'Derived from portrait, label map, landmarks, options and engine: equal submissions have one id.',
});
