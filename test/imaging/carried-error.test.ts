import { expect, test } from 'vitest';

import { FrontalError } from '../../src/contract/errors.ts';
import { GeometryError } from '../../src/geometry/geometry-error.ts';
import { outcomeOf, unwrap } from '../../src/imaging/carried-error.ts';

const acrossThreads = async (task: () => number): Promise<number> => unwrap(structuredClone(await outcomeOf(task)));

const thrower = (error: unknown) => (): number => {
  throw error;
};

test('errors with a code are rebuilt on the other side', async () => {
  const fault = { pointer: '/image', code: 'invalid_image', detail: 'torn' } as const;
  const large = new FrontalError('too_large', 'big', { errors: [fault] });
  const frontal = await acrossThreads(thrower(large)).catch((error: unknown) => error);
  expect(frontal).toBeInstanceOf(FrontalError);
  expect(frontal).toMatchObject({ code: 'too_large', message: 'big', errors: [fault] });
  const geometry = await acrossThreads(thrower(new GeometryError('NoFace', 'none'))).catch((error: unknown) => error);
  expect(geometry).toBeInstanceOf(GeometryError);
  expect(geometry).toMatchObject({ code: 'NoFace', message: 'none' });
});

test('other errors are thrown at once, as errors even where a number was thrown', async () => {
  await expect(outcomeOf(thrower(new TypeError('bug')))).rejects.toThrow(TypeError);
  await expect(outcomeOf(thrower(5242880))).rejects.toThrow('A pixel task threw 5242880.');
});

test('values pass', async () => {
  expect(await acrossThreads(() => 7)).toBe(7);
});
