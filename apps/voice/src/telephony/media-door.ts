import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isSignedByTwilio } from './signature.ts';
import { paths } from './webhooks.ts';

/** A media frame is some 250 bytes; nothing that Twilio sends is near this. */
const MOST_BYTES = 64 * 1024;

/** The WebSocket door: everything that can be known is checked before the upgrade, and refused as HTTP. */
export function openMediaDoor(options: {
  server: Server;
  voiceUrl: string;
  authToken: string;
  isExpected: (callSid: string) => boolean;
  isUnderWay: (callSid: string) => boolean;
  onBadSignature: () => void;
  onStream: (socket: WebSocket, callSid: string) => void;
}): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: false });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url ?? '';
    const callSid = path.startsWith(paths.stream) ? path.slice(paths.stream.length) : '';
    if (!/^CA[0-9a-f]{32}$/i.test(callSid)) return refuse(socket, 404, 'There is no such stream.');
    const signature = request.headers['x-twilio-signature'];
    const url = options.voiceUrl.replace(/^http/, 'ws') + path;
    if (!isSignedByTwilio({ authToken: options.authToken, url, signature: typeof signature === 'string' ? signature : undefined })) {
      options.onBadSignature();
      return refuse(socket, 403, 'The signature does not match.');
    }
    if (options.isUnderWay(callSid)) return refuse(socket, 409, 'This call has its stream already.');
    if (!options.isExpected(callSid)) return refuse(socket, 404, 'There is no such call.');
    sockets.handleUpgrade(request, socket, head, (opened) => options.onStream(opened, callSid));
  };
  options.server.on('upgrade', onUpgrade);
  return {
    close() {
      options.server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

const reasons: Record<number, string> = { 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict' };

function refuse(socket: Duplex, status: number, sentence: string): void {
  const body = JSON.stringify({ error: sentence });
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
