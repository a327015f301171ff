import { type LookupAddress, lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import {
  isPublicAddress,
  type Outside,
  type OutsideAnswer,
  type OutsideFailure,
  type OutsideRequest,
} from '@vaani/clinic';

/**
 * Requests to other people's systems. A name is resolved by us, and only an address in public is connected to, so that no answer of a resolver, asked
 * a second time, leads inside. Redirects are answers and are not followed; nothing is kept open.
 * @param options.isLocal on a developer's machine loopback is allowed.
 */
export function createOutside(options: { isLocal: boolean }): Outside {
  const isAllowed = (address: string) => options.isLocal || isPublicAddress(address);
  return {
    request: (request, signal) =>
      new Promise((resolve) => {
        const deadline = AbortSignal.timeout(request.timeoutMs);
        const failed = (error: unknown) => {
          const failure = deadline.aborted ? 'timeout' : signal?.aborted ? 'stopped' : failureOf(error);
          resolve({ ok: false, failure });
        };
        try {
          send(
            request,
            isAllowed,
            signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
            resolve,
            failed,
          );
        } catch (error) {
          failed(error);
        }
      }),
  };
}

function send(
  request: OutsideRequest,
  isAllowed: (address: string) => boolean,
  signal: AbortSignal,
  answer: (answer: OutsideAnswer) => void,
  failed: (error: unknown) => void,
): void {
  const url = new URL(request.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without asking the resolver.
  if (isIP(host) !== 0 && !isAllowed(host)) throw new RefusedAddress();
  const { request: open } = url.protocol === 'https:' ? https : http;
  const outgoing = open(url, {
    method: request.method,
    headers: {
      'accept-encoding': 'identity',
      ...request.headers,
      ...(request.body === undefined ? {} : { 'content-length': Buffer.byteLength(request.body) }),
    },
    agent: false,
    lookup: guardedLookup(isAllowed),
    signal,
  });
  outgoing.on('error', failed);
  outgoing.on('response', (incoming) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = () =>
      answer({
        ok: true,
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : value,
          ]),
        ),
        body: Buffer.concat(chunks).subarray(0, request.maxBytes).toString('utf8'),
      });
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= request.maxBytes) return;
      if (request.isCut === true) done();
      else answer({ ok: false, failure: 'too-large' });
      outgoing.destroy();
    });
    incoming.on('end', done);
    incoming.on('error', failed);
  });
  outgoing.end(request.body);
}

class RefusedAddress extends Error {
  override name = 'RefusedAddress';
  readonly code = 'EREFUSED_ADDRESS';
}

function guardedLookup(isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) {
        callback(error, '', 0);
        return;
      }
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) callback(new RefusedAddress(), '', 0);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function failureOf(error: unknown): OutsideFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EREFUSED_ADDRESS') return 'refused-address';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'unknown-host';
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/.test(code)) return 'tls';
  return 'connection';
}
