import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrontalError } from '../../src/contract/errors.ts';
import { isPublicAddress } from '../../src/webhooks/public-address.ts';
import { hostOf, readTarget } from '../../src/webhooks/target.ts';

const PUBLIC = { allowPrivate: false };

function refusal(url: string, policy = PUBLIC): string {
  try {
    readTarget(url, policy);
  } catch (error) {
    if (error instanceof FrontalError && error.code === 'invalid_option') return error.message;
    throw error;
  }
  throw new Error('the URL was taken');
}

describe('URLs that are refused for themselves', () => {
  test.each([
    ['nothing', ''],
    ['no URL', 'example.com/hook'],
    ['a path', '/hook'],
    ['no host', 'https://'],
    ['a port that is none', 'https://example.com:99999/'],
  ])('%s', (_what, url) => {
    expect(refusal(url)).toBe('Expected a URL such as https://example.com/hooks/frontal.');
  });

  test.each(['ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/', 'javascript:alert(1)', 'data:,x', 'ws://example.com/'])('%s', (url) => {
    expect(refusal(url)).toBe('Only https and http are called.');
  });

  test.each(['https://me@example.com/', 'https://me:secret@example.com/', 'https://:secret@example.com/', 'https://example.com@127.0.0.1/'])('%s', (url) => {
    const why = refusal(url);
    expect(why).toBe('The URL must not carry a user name or password.');
    expect(why).not.toContain('secret');
  });

  test.each([
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://hook.localhost/',
    'http://intranet/',
    'http://127.0.0.1/',
    'http://127.0.0.1./',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://%31%32%37.0.0.1/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http://0/',
    'http://10.0.0.1/',
    'http://192.168.1.1:8080/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http:\\\\127.0.0.1\\',
    'http:127.0.0.1',
  ])('%s', (url) => {
    expect(refusal(url)).toBe('The host is this machine or in a private network, which is not called.');
  });

  test.each(['https://example.com:22/', 'https://example.com:25/', 'https://example.com:6667/', 'http://example.com:0/', 'https://example.com:1023/'])('%s', (url) => {
    expect(refusal(url)).toMatch(/^Only the ports 80 and 443/);
  });

  test('one that is too long', () => {
    expect(refusal(`https://example.com/${'x'.repeat(2048)}`)).toBe('The URL is longer than 2048 characters.');
  });

  test('a scheme and a password also where private addresses are allowed', () => {
    expect(refusal('ftp://127.0.0.1/', { allowPrivate: true })).toBe('Only https and http are called.');
    expect(refusal('http://me:secret@127.0.0.1/', { allowPrivate: true })).toMatch(/user name or password/);
  });
});

describe('URLs that are taken', () => {
  test.each([
    ['https://example.com/hook?key=1', 'example.com'],
    ['http://example.com:8080/', 'example.com'],
    ['https://example.com:443/', 'example.com'],
    ['https://example.com./', 'example.com'],
    ['https://8.8.8.8/', '8.8.8.8'],
    ['https://[2606:4700:4700::1111]/', '2606:4700:4700::1111'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
  ])('%s', (url, host) => {
    expect(hostOf(readTarget(url, PUBLIC))).toBe(host);
  });

  test.each(['http://127.0.0.1:9/', 'http://localhost:3000/', 'http://[::1]:22/', 'http://receiver/'])('%s, where private addresses are allowed', (url) => {
    expect(readTarget(url, { allowPrivate: true }).href).toBe(url);
  });
});

test('an IPv4 address is judged alike in every spelling of it', () => {
  const spelling = fc.constantFrom<(a: number) => string>(
    (a) => String(a),
    (a) => `0x${a.toString(16)}`,
    (a) => `0${a.toString(8)}`,
    (a) => `${a >>> 24}.${a & 0xffffff}`,
    (a) => `${a >>> 24}.${(a >>> 16) & 255}.${a & 0xffff}`,
    (a) => [24, 16, 8, 0].map((shift) => `0x${((a >>> shift) & 255).toString(16)}`).join('.'),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), spelling, (address, spell) => {
      const decimal = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
      const take = () => readTarget(`http://${spell(address)}/`, PUBLIC);
      if (isPublicAddress(decimal)) expect(take().hostname).toBe(decimal);
      else expect(take).toThrow(FrontalError);
    }),
  );
});
