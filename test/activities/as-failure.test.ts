import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { asFailure } from '../../activities/as-failure.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import { GeometryError } from '../../src/geometry/geometry-error.ts';

test('what the input is to blame for is not tried again and is no error of the service', () => {
  for (const error of [new FrontalError('invalid_image', 'cut short'), new GeometryError('NoFace', 'cut short')]) {
    const failure = asFailure(error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: error.code, nonRetryable: true, message: 'cut short', category: 'BENIGN' });
  }
});

test.each(['unavailable', 'internal'] as const)('%s is no fault of the input: tried again, under its code', (code) => {
  const failure = asFailure(new FrontalError(code, 'away'));
  expect(failure).toMatchObject({ type: code, nonRetryable: false });
  expect(failure).not.toMatchObject({ category: 'BENIGN' });
});

test('cancellation and defects pass as they are', () => {
  const cancelled = new CancelledFailure('stop');
  const defect = new TypeError('x is not a function');
  expect(asFailure(cancelled)).toBe(cancelled);
  expect(asFailure(defect)).toBe(defect);
});
