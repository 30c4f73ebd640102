import type { LabelFit, LabelSchemaName } from './names.ts';

/** What the label map was found to be. No coordinates: it passes through Temporal. */
export interface LabelFinding {
  schema: LabelSchemaName | 'unknown';
  source: 'stated' | 'shape';
  /**
   * 0 to 1; 0 for `unknown`. Above one half every part lies where a face has it; how far above is what share of a face
   * the map shows.
   */
  confidence: number;
  /** The next best schema, whose confidence can be near where two schemas share their numbers. */
  runnerUp: { schema: LabelSchemaName; confidence: number } | null;
  /** Of each group's landmarks the share that falls on the labels the schema gives the group; null where it has none. */
  landmarkShare: LandmarkShare | null;
  /** What of the map speaks against the schema, a sentence each; the first few of many. */
  against: string[];
  /** How the map lies on the portrait. */
  fit: LabelFit;
}

export interface LandmarkShare {
  eye: number | null;
  brow: number | null;
  nose: number | null;
  lip: number | null;
}
