import * as z from 'zod';
import { failure } from '../../contract/failure.ts';
import { id } from '../../contract/submission-id.ts';
import { links } from '../../contract/answers.ts';

const instant = z.iso.datetime();

export const LISTED_STATUSES = ['pending', 'done', 'failed', 'cancelled'] as const;

const listed = z
  .object({
    id,
    status: z.enum(LISTED_STATUSES).meta({ description: '`pending` covers all that has not ended: how far it is, its status says.' }),
    engine: z.string(),
    created_at: instant.meta({ description: 'When it was sent first.' }),
    accepted_at: instant.meta({ description: 'When it was sent last: one that failed or was cancelled can be sent again.' }),
    ended_at: instant.nullable(),
    expires_at: instant,
    error: failure.exactOptional().meta({ description: 'Of one that failed.' }),
    links,
  })
  .meta({ id: 'ListedSubmission' });

export const listAnswer = z
  .object({
    submissions: z.array(listed),
    next: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
  })
  .meta({ id: 'SubmissionList' });

export type ListAnswer = z.infer<typeof listAnswer>;
