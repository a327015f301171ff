import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  json: { type: string; timestamp: string; data: Record<string, Record<string, unknown>> };
}

/** Somebody else's system on loopback: keeps what it is sent, and answers as it is told. */
export interface Receiver {
  url: string;
  received: Received[];
  /** Status and body of the next answers. */
  answerWith(status: number, body?: string): void;
  /** Answers nothing any more. */
  fallSilent(): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: { status: number; body: string } | null = { status: 204, body: '' };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, text, json: JSON.parse(text || '{}') });
      if (answer !== null) response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=theirs`,
    received,
    answerWith(status, body = '') {
      answer = { status, body };
    },
    fallSilent() {
      answer = null;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Checks a signature as a receiver does: written apart from ours, after the standard. */
export function isSigned({ headers, text }: Received, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const expected = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(signed)
    .digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`);
}
