import { expect, test } from 'vitest';
import { createLogger } from '../../src/processes/logger.ts';
import { holdBack } from '../../src/processes/log-output.ts';

/** Messages in the order in which they are written. */
function logged() {
  const messages: string[] = [];
  const output = holdBack({ write: (line) => void messages.push((JSON.parse(line) as { msg: string }).msg) });
  return { messages, output, log: createLogger('info', { destination: output }) };
}

test('what a start logs comes behind what it says, and nothing of it is lost', () => {
  const { messages, output, log } = logged();
  log.info('first');
  log.child({ part: 'worker' }).info('second');
  expect(messages).toEqual([]);
  output.release();
  expect(messages).toEqual(['first', 'second']);
  log.info('third');
  expect(messages).toEqual(['first', 'second', 'third']);
});

test('warnings and errors do not wait', () => {
  const { messages, output, log } = logged();
  log.info('later');
  log.warn('Temporal is away');
  log.error('the disk is full');
  expect(messages).toEqual(['Temporal is away', 'the disk is full']);
  output.release();
  expect(messages.at(-1)).toBe('later');
});
