/** Resolves once the work is over, well or not, or its time is. */
export async function withinBound(work: Promise<unknown>, boundMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => (timer = setTimeout(resolve, boundMs)));
  const over = work.then(() => {}, () => {});
  await Promise.race([over, bound]).finally(() => clearTimeout(timer));
}
