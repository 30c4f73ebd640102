import { expect, test } from 'vitest';
import { createLogger } from '../../src/processes/logger.ts';

test('personal fields are replaced at every depth a request has them, and the rest is kept', () => {
  const line = logged({
    image: 'FACE',
    body: { image: 'FACE', segmentation_map: 'FACE', options: { detail: 1 } },
    context: { request: { landmarks: [[1, 2]], svg: 'FACE', id: 'abc' }, again: { body: { image: 'FACE' } } },
  });
  expect(JSON.stringify(line)).not.toContain('FACE');
  expect(line).toMatchObject({
    level: 'info',
    msg: 'hello',
    image: '[Redacted]',
    body: { segmentation_map: '[Redacted]', options: { detail: 1 } },
    context: { request: { landmarks: '[Redacted]', id: 'abc' } },
  });
});

test('times are ISO 8601', () => {
  expect(logged({}).time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('what is below the level is not written', () => {
  const lines: string[] = [];
  const log = createLogger('warn', { destination: { write: (text) => lines.push(text) } });
  log.info('quiet');
  log.warn('loud');
  expect(lines).toHaveLength(1);
});

function logged(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  createLogger('info', { destination: { write: (text) => lines.push(text) } }).info(fields, 'hello');
  return JSON.parse(lines.join(''));
}

test('an error is logged by what explains it: nothing that was hung on it, and no bytes', () => {
  const error = Object.assign(new TypeError('bad chunk', { cause: new Error('why') }), {
    code: 'HPE_INVALID',
    rawPacket: Buffer.from('FACE'),
  });
  const line = logged({ err: error, request: { body: Buffer.from('FACE') } });
  expect(line).toMatchObject({
    err: { type: 'TypeError', message: 'bad chunk', code: 'HPE_INVALID', cause: { message: 'why' } },
    request: { body: '[4 bytes]' },
  });
  expect(line['err']).not.toHaveProperty('rawPacket');
});
