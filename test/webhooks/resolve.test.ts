import { expect, test } from 'vitest';
import { resolveByDns, resolveByMachine, resolveTarget } from '../../src/webhooks/resolve.ts';
import { startNameServer } from './support/name-server.ts';

const LOOPBACK_6 = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
const judged = (url: string, server: string) => resolveTarget(new URL(url), resolveByDns([server]), { allowPrivate: false });

test('a name that DNS does not know is none', async () => {
  const server = await startNameServer('hooks.example', { a: ['93.184.216.34'] });
  await expect(judged('https://other.example/', server)).rejects.toThrow('unknown_host');
});

test('a name of another kind than addresses is none', async () => {
  const server = await startNameServer('hooks.example', {});
  await expect(judged('https://hooks.example/', server)).rejects.toThrow('unknown_host');
});

test('a private address of either family refuses the name', async () => {
  const four = await startNameServer('hooks.example', { a: ['93.184.216.34', '10.0.0.1'] });
  await expect(judged('https://hooks.example/', four)).rejects.toThrow('refused_address');
  const six = await startNameServer('hooks.example', { a: ['93.184.216.34'], aaaa: [LOOPBACK_6] });
  await expect(judged('https://hooks.example/', six)).rejects.toThrow('refused_address');
});

test('the list of hosts of this machine is not asked', async () => {
  const server = await startNameServer('hooks.example', {});
  await expect(resolveByDns([server])('localhost')).rejects.toThrow();
  expect((await resolveByMachine('localhost')).length).toBeGreaterThan(0);
});

test('public addresses of both families are found', async () => {
  const server = await startNameServer('hooks.example', { a: ['93.184.216.34'], aaaa: [[0x26, 6, 0x47, 0, ...LOOPBACK_6.slice(4)]] });
  expect(await judged('https://HOOKS.example./', server)).toEqual([
    { address: '93.184.216.34', family: 4 },
    { address: '2606:4700::1', family: 6 },
  ]);
});
