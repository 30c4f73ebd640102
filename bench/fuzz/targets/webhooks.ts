import { ok } from 'node:assert/strict';
import { isIP } from 'node:net';
import fc from 'fast-check';
import { FrontalError } from '../../../src/contract/errors.ts';
import { isPublicAddress } from '../../../src/webhooks/public-address.ts';
import { retryAfterMs } from '../../../src/webhooks/retry-after.ts';
import { hostOf, readTarget } from '../../../src/webhooks/target.ts';
import { changedText } from '../changed-bytes.ts';
import type { Target } from '../target.ts';

const number = fc.oneof(fc.nat(255), fc.nat(0xffff_ffff));
const spelled = fc.tuple(number, fc.constantFrom(10, 8, 16)).map(([value, base]) => ({ 8: '0', 10: '', 16: '0x' })[base]! + value.toString(base));
/** Every way that URLs spell an address, and names beside it. */
const host = fc.oneof(
  fc.array(spelled, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
  fc.ipV6().map((address) => `[${address}]`),
  fc.ipV4().map((address) => `[::ffff:${address}]`),
  fc.constantFrom('localhost', 'a.localhost.', '127。0。0。1', '①②⑦.0.0.1', 'example.com', 'metadata.', '[::1%25lo]'),
  fc.domain(),
);
const url = fc.tuple(fc.constantFrom('https', 'http', 'HTTP', 'ftp', 'file'), host, fc.constantFrom('', ':80', ':22', ':6000', ':8080', ':0', ':99999'), fc.webPath());

export const webhookReader: Target<string> = {
  name: 'webhooks',
  inputs: fc.oneof(changedText(url.map(([scheme, name, port, path]) => `${scheme}://${name}${port}${path}`)), fc.webUrl(), fc.string({ unit: 'binary' })),
  read(text) {
    const target = readTarget(text, { allowPrivate: false });
    ok(target.protocol === 'https:' || target.protocol === 'http:');
    ok(isIP(hostOf(target)) === 0 ? hostOf(target).includes('.') : isPublicAddress(hostOf(target)));
    ok(target.port === '' || target.port === '80' || target.port === '443' || Number(target.port) >= 1024);
  },
  isRefusal: (error) => error instanceof FrontalError && error.code === 'invalid_option',
};

export const retryAfterReader: Target<string> = {
  name: 'Retry-After of receivers',
  inputs: changedText(fc.oneof(fc.constantFrom('120', 'Fri, 31 Dec 1999 23:59:59 GMT'), fc.nat().map(String), fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()))),
  read(text) {
    const ms = retryAfterMs(text, new Date());
    ok(ms === null || (Number.isFinite(ms) && ms >= 0));
  },
  isRefusal: () => false,
};
