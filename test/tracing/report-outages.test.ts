import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { expect, test } from 'vitest';
import { reportOutages } from '../../src/tracing/report-outages.ts';

test('an outage is told when it begins and when it ends, and each result is passed on', () => {
  const gone: ExportResult = { code: ExportResultCode.FAILED, error: new Error('refused') };
  const sent: ExportResult = { code: ExportResultCode.SUCCESS };
  const results = [sent, gone, gone, sent, sent, { code: ExportResultCode.FAILED }];
  const told: (string | undefined)[] = [];
  const passedOn: ExportResult[] = [];
  let i = 0;
  const exporter = reportOutages(
    { export: (_spans, done) => done(results[i++]!), shutdown: () => Promise.resolve() },
    (error) => told.push(error?.message),
  );
  for (const _ of results) exporter.export([], (result) => passedOn.push(result));
  expect(told).toEqual(['refused', undefined, 'no reason given']);
  expect(passedOn).toEqual(results);
});
