import type { ResultDocument } from '../contract/result.ts';

type Reported = Pick<ResultDocument, 'alignment' | 'regions' | 'quality' | 'warnings'> & { readonly timings_ms: { readonly total: number } };

/** What a person wants to know of a submission that is done, line by line. */
export function reportLines({ alignment, regions, quality, timings_ms: times, warnings }: Reported): string[] {
  return [
    `roll        ${alignment.roll_degrees.toFixed(2)} degrees (${alignment.skipped ?? 'turned upright'})`,
    `contours    ${quality.points} points, overlap ${quality.overlap_px} px, gap ${quality.gap_px} px, ${quality.crossings} crossings`,
    `time        ${times.total} ms`,
    ...warnings.map(({ code, detail }) => `warning     ${detail} (${code})`),
    '',
    'label  region           parts  holes    area px    IoU',
    ...regions.map((region) => {
      const holes = region.parts.reduce((sum, part) => sum + part.holes.length, 0);
      const name = [region.subject_side, region.name].filter(Boolean).join(' ');
      const iou = quality.regions[region.label]?.iou.toFixed(3) ?? '';
      return [
        String(region.label).padStart(5),
        name.padEnd(16),
        String(region.parts.length).padStart(5),
        String(holes).padStart(5),
        region.area_px.toFixed(0).padStart(10),
        iou.padStart(6),
      ].join('  ');
    }),
  ];
}
