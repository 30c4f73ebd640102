/** Outer corner of the first pixel in the coordinates of a `.pts` file: its centre is (1, 1). */
const ORIGIN = 0.5;

/**
 * The points of a `.pts` file, as iBUG's 300-W set and the tools around it write them: `version: 1`, `n_points: 68`, and
 * one `x y` a line in braces. They count as MATLAB does: (1, 1) is the centre of the first pixel. Frontal's (0, 0) is that
 * pixel's outer corner, so half a pixel is taken off both.
 *
 * @throws SyntaxError
 */
export function parsePts(text: string): [x: number, y: number][] {
  const [, inner] = /\{([^}]*)\}/.exec(text) ?? [];
  if (inner === undefined) throw new SyntaxError('it has no points in braces');
  const points = inner
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line, index): [number, number] => {
      const numbers = line.split(/[\s,]+/).map(Number);
      const [x, y] = numbers;
      if (x === undefined || y === undefined || numbers.length > 3 || !numbers.every(Number.isFinite)) {
        throw new SyntaxError(`point ${index + 1} is not two numbers`);
      }
      return [x - ORIGIN, y - ORIGIN];
    });
  const stated = /n_points\s*:\s*(\d+)/i.exec(text)?.[1];
  if (stated !== undefined && Number(stated) !== points.length) {
    throw new SyntaxError(`it states ${stated} points and holds ${points.length}`);
  }
  return points;
}
