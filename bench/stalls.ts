import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBenchService, type BenchService } from './bench-service.ts';
import { WORST_INPUTS, type WorstInput } from './stalls/worst-inputs.ts';
import { watchLive, type Waits } from './stalls/watch-live.ts';

/**
 * `npm run bench:stalls`: sends the worst that one caller may send to a service of its own, one after the other, each
 * until its submission has ended, and prints how long `/health/live` waited at most meanwhile. See docs/reliability.md.
 */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const print = (line = '') => void process.stdout.write(`${line}\n`);
const SUBMIT = '/api/v1/frontal/crop/submit';
const ENDS_WITHIN_MS = 300_000;

const service = await startBenchService(print);
const watch = await watchLive(service.url, service.pid);
try {
  await sleep(2_000);
  await watch.since();
  print('\n| what is sent | bytes | answer | end | longest wait | of it work |\n| --- | ---: | --- | --- | ---: | ---: |');
  await sleep(5_000);
  row('nothing, for five seconds', 0, '', '', await watch.since());
  for (const input of WORST_INPUTS.filter(({ name }) => name.includes(values.only))) await measure(service, input);
} finally {
  await watch.close();
  await service.stop();
}

async function measure({ url, client }: BenchService, { name, type, path = SUBMIT, body }: WorstInput): Promise<void> {
  const bytes = body();
  await watch.since();
  const { status, text } = await post(url + path, type, bytes);
  const { id, code } = JSON.parse(text) as { id?: string; code?: string };
  let end = '';
  for (const began = performance.now(); status === 202 && performance.now() - began < ENDS_WITHIN_MS; await sleep(200)) {
    // The list says it in a line; the status would come with the result.
    for await (const one of client.list()) if (one.id === id) end = one.status;
    if (end !== 'pending') break;
  }
  row(name, bytes.length, `${status}${code === undefined ? '' : ` ${code}`}`, end, await watch.since());
}

function row(name: string, bytes: number, answer: string, end: string, { longestMs, mostWorkMs }: Waits): void {
  print(`| ${name} | ${bytes.toLocaleString('en')} | ${answer} | ${end} | ${longestMs.toFixed(0)} ms | ${mostWorkMs.toFixed(0)} ms |`);
}

/** Its body in pieces, as a network brings it. */
function post(url: string, type: string, body: Buffer): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers: { 'content-type': type, 'content-length': body.length } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
