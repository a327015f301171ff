// Guards the way to other people's systems: it stays in public, it ends, and whatever happens is an answer and no exception.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutside } from './create-outside.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    listener(request, response);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked };
}

const base = { method: 'GET' as const, headers: {}, timeoutMs: 5_000, maxBytes: 1_000 };
const here = createOutside({ isLocal: true });
const abroad = createOutside({ isLocal: false });

describe('in production', () => {
  it('reaches no address inside, by number or by name, and sends nothing there', async () => {
    const { url, asked } = await serve((_, response) => response.end('secret'));
    const port = new URL(url).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '127.1', '169.254.169.254'])
      expect(await abroad.request({ ...base, url: `http://${host}:${port}/` }), host).toEqual({
        ok: false,
        failure: 'refused-address',
      });
    expect(asked()).toBe(0);
  });
});

describe('a request', () => {
  it('brings method, headers and body, and the answer back', async () => {
    const { url } = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        response.setHeader('etag', '"1"');
        response.statusCode = 202;
        response.end(`${request.method} ${request.headers['x-test']} ${body}`);
      });
    });
    const answer = await here.request({ ...base, url, method: 'POST', headers: { 'x-test': 'yes' }, body: 'नमस्ते' });
    expect(answer).toMatchObject({ ok: true, status: 202, body: 'POST yes नमस्ते', headers: { etag: '"1"' } });
  });

  it('follows no redirect', async () => {
    const inside = await serve((_, response) => response.end('inside'));
    const { url } = await serve((_, response) => response.writeHead(302, { location: inside.url }).end());
    expect(await here.request({ ...base, url })).toMatchObject({ ok: true, status: 302 });
    expect(inside.asked()).toBe(0);
  });

  it('ends where the other side says nothing, or goes on for ever', async () => {
    const silent = await serve(() => undefined);
    expect(await here.request({ ...base, url: silent.url, timeoutMs: 200 })).toEqual({ ok: false, failure: 'timeout' });
    const dripping = await serve((_, response) => {
      response.writeHead(200).write('a');
      const drip = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await here.request({ ...base, url: dripping.url, timeoutMs: 300 })).toEqual({
      ok: false,
      failure: 'timeout',
    });
  });

  it('takes no more than it wants: a failure, or the beginning', async () => {
    const { url } = await serve((_, response) => response.end('x'.repeat(100_000)));
    expect(await here.request({ ...base, url })).toEqual({ ok: false, failure: 'too-large' });
    const cut = await here.request({ ...base, url, isCut: true });
    expect(cut).toMatchObject({ ok: true, body: 'x'.repeat(1_000) });
  });

  it('is stopped when told', async () => {
    const { url } = await serve(() => undefined);
    const stop = new AbortController();
    const answer = here.request({ ...base, url }, stop.signal);
    stop.abort();
    expect(await answer).toEqual({ ok: false, failure: 'stopped' });
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:1/', 'connection'],
    ['the name is nobody’s', 'http://nobody.invalid/', 'unknown-host'],
  ])('says so where %s', async (_, url, failure) => {
    expect(await here.request({ ...base, url })).toEqual({ ok: false, failure });
  });

  it('says so where the other side cannot show who it is, or is cut off', async () => {
    const { url } = await serve((_, response) => response.end());
    expect(await here.request({ ...base, url: url.replace('http:', 'https:') })).toEqual({ ok: false, failure: 'tls' });
    const broken = await serve((request) => request.socket.destroy());
    expect(await here.request({ ...base, url: broken.url })).toEqual({ ok: false, failure: 'connection' });
  });
});
