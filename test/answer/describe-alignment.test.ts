import { describe, expect, it } from 'vitest';
import { describeAlignment } from '../../src/answer/describe-alignment.ts';
import { alignFace } from '../../src/geometry/alignment/alignment.ts';

describe('describeAlignment', () => {
  it('spells the alignment as the contract does', () => {
    const points = [[100, 100], [200, 200]] as const;
    const size = { width: 300, height: 300 };
    const document = describeAlignment(alignFace(points, size, { method: 'auto', schema: null, canvas: 'keep', margin: 0.2 }), { width: 150, height: 100 });
    expect(document).toMatchObject({
      roll_degrees: 45,
      method: 'auto',
      schema: 'two-point',
      spread_degrees: 0,
      cues: [{ name: 'eyes', angle_degrees: 45, weight: 1 }],
      skipped: null,
      original_size: [300, 300],
      upright_size: [300, 300],
      label_map_scale: [2, 3],
    });
    expect(document.matrix).toHaveLength(6);
    expect(document.inverse).toHaveLength(6);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
