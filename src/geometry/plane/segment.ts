/** Squared distance from (x, y) to the segment from a to b. */
export function squaredDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const [px, py] = [x - ax, y - ay];
  const squaredLength = dx * dx + dy * dy;
  const t = squaredLength === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squaredLength));
  return (px - t * dx) ** 2 + (py - t * dy) ** 2;
}
