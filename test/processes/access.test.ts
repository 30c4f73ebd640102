import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/settings/config.ts';
import { requireGuarded } from '../../src/processes/access.ts';

describe('listening', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'frontal.example', '128.0.0.1', '127.0.0.1.example'])('on %s takes keys', (HOST) => {
    expect(() => requireGuarded(readConfig({ HOST }))).toThrow(/FRONTAL_API_KEYS/);
    expect(() => requireGuarded(readConfig({ HOST, FRONTAL_API_KEYS: 'long-enough' }))).not.toThrow();
    expect(() => requireGuarded(readConfig({ HOST, OPEN_ACCESS: 'true' }))).not.toThrow();
  });

  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('on %s does not', (HOST) => {
    expect(() => requireGuarded(readConfig({ HOST }))).not.toThrow();
  });
});
