import { describe, expect, it } from 'vitest';
import { createShortMemory, FORGOTTEN_AFTER_MS } from '../../src/content/short-memory.ts';
import { stopClock } from '../support/clock.ts';

describe('a short memory', () => {
  it('lets go of what it holds in its time, though nobody asks for it', () => {
    const { pass } = stopClock();
    const memory = createShortMemory<Uint8Array>(1000, ({ byteLength }) => byteLength);
    memory.set('face', new Uint8Array(300));
    pass(FORGOTTEN_AFTER_MS - 1000);
    expect([memory.size, memory.calculatedSize]).toEqual([1, 300]);
    pass(2000);
    expect([memory.size, memory.calculatedSize]).toEqual([0, 0]);
  });

  it('does so however often it is used meanwhile', () => {
    const { pass } = stopClock();
    const memory = createShortMemory<Uint8Array>(1000, ({ byteLength }) => byteLength);
    memory.set('face', new Uint8Array(300));
    for (let i = 0; i < 4; i++) {
      pass(FORGOTTEN_AFTER_MS / 5);
      expect(memory.get('face')).toBeDefined();
    }
    pass(FORGOTTEN_AFTER_MS / 4);
    expect(memory.size).toBe(0);
  });

  it('takes what is empty, and nothing that is larger than itself', () => {
    const memory = createShortMemory<Uint8Array>(10, ({ byteLength }) => byteLength);
    memory.set('empty', new Uint8Array());
    memory.set('large', new Uint8Array(11));
    expect([...memory.keys()]).toEqual(['empty']);
  });
});
