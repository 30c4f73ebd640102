import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { useSystem } from '../support/system.ts';

const system = useSystem();

test('a request that breaks the protocol in the middle of its body does the process no harm', async () => {
  const { url, process } = await system().startApi({ LOG_LEVEL: 'info' });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(
    'POST /api/v1/frontal/crop/submit HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  );
  socket.resume();
  await once(socket, 'close');
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  expect(process.child.exitCode).toBeNull();
  expect(process.output()).not.toContain('rawPacket');
});
