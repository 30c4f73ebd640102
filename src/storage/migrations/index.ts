import { LayTables1763769600000 } from './1763769600000-lay-tables.ts';
import { NamePictures1796083200000 } from './1796083200000-name-pictures.ts';
import { TrackOwnersAndUses1795305600000 } from './1795305600000-track-owners-and-uses.ts';
import { KeepHouseInSlices1796169600000 } from './1796169600000-keep-house-in-slices.ts';
import { KeepPendingApart1796256000000 } from './1796256000000-keep-pending-apart.ts';
import { TakeTheStepFind1796342400000 } from './1796342400000-take-the-step-find.ts';

/** Oldest first. A migration that has been released is never changed: the next one mends it. */
export const MIGRATIONS = [
  LayTables1763769600000,
  TrackOwnersAndUses1795305600000,
  NamePictures1796083200000,
  KeepHouseInSlices1796169600000,
  KeepPendingApart1796256000000,
  TakeTheStepFind1796342400000,
];
