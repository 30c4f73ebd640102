import { EntitySchema } from 'typeorm';
import type { SweepCursor } from '../sweep-cursor.ts';

export interface SweepCursorRow extends SweepCursor {
  name: string;
}

export const SweepCursorEntity = new EntitySchema<SweepCursorRow>({
  name: 'sweep_cursor',
  columns: {
    name: { type: 'text', primary: true, primaryKeyConstraintName: 'sweep_cursor_pkey' },
    swept: { type: 'text' },
    after: { type: 'text' },
  },
  checks: [{ name: 'sweep_cursor_swept', expression: `swept IN ('step_output', 'artifact')` }],
});
