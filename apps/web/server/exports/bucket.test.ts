// Guards a file that is laid into a bucket: whole, signed, under its own name; and that whoever sent it is told in words where it was not taken.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@vaani/config';
import { afterEach, expect, it } from 'vitest';
import { putFile } from './bucket.ts';
import { signedHeaders } from './sign-request.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
});

async function store(status: number): Promise<{ url: string; taken: { request: IncomingMessage; body: string }[] }> {
  const taken: { request: IncomingMessage; body: string }[] = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      taken.push({ request, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/exports`, taken };
}

const key = { region: 'ap-south-1', keyId: 'AKEY', secret: 'a secret of some length' };
const clock = { ...systemClock, now: () => Date.parse('2026-11-24T06:00:00Z') };
const signal = new AbortController().signal;
async function* lines() {
  yield 'call_id,summary\r\n';
  yield '1,नमस्ते\r\n';
}
const file = () => ({ key: 'clinic/calls.csv', type: 'text/csv; charset=utf-8', lines: lines() });

it('arrives whole under its name, signed over what it holds', async () => {
  const { url, taken } = await store(200);
  await putFile({ url, ...key }, file(), { clock, signal });
  const [{ request, body } = { request: undefined, body: '' }] = taken;
  expect([request?.method, request?.url, body]).toEqual([
    'PUT',
    '/exports/clinic/calls.csv',
    'call_id,summary\r\n1,नमस्ते\r\n',
  ]);
  const expected = signedHeaders(
    { method: 'PUT', url: new URL(`${url}/clinic/calls.csv`), headers: { 'content-type': file().type }, body },
    key,
    clock.now(),
  );
  expect(request?.headers).toMatchObject(expected);
});

it.each([
  [403, 'The bucket does not accept the key that is set for it.'],
  [404, 'There is no such bucket.'],
  [500, 'The bucket did not take the file (500).'],
])('is told of in words where the store answers %s', async (status, sentence) => {
  const { url } = await store(status);
  await expect(putFile({ url, ...key }, file(), { clock, signal })).rejects.toMatchObject({ message: sentence });
});

it('is told of in words where nobody answers', async () => {
  const { url } = await store(200);
  server?.close();
  await expect(putFile({ url, ...key }, file(), { clock, signal })).rejects.toMatchObject({
    message: 'The bucket could not be reached.',
  });
});
