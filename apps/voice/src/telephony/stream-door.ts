import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Switchboard } from '../call/switchboard.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { isSignedByTwilio } from './signature.ts';

/** A media message is some 350 bytes; `start` a little more. Larger ones close the stream with 1009. */
const MOST_BYTES = 16_384;

/** Takes WebSocket upgrades of calls that are expected, signed by Twilio. Refusals are answered before the upgrade. */
export function openStreamDoor(options: {
  server: Server;
  switchboard: Switchboard;
  authToken: string;
  streamOrigin: string;
  path: string;
  metrics: VoiceMetrics;
}): () => void {
  const { server, switchboard, authToken, streamOrigin, path, metrics } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: false });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = request.url ?? '';
    const refuse = (status: string, reason: string) => {
      metrics.refusedStreams.inc({ reason });
      socket.once('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (!url.startsWith(path)) return refuse('404 Not Found', 'path');
    const signature = request.headers['x-twilio-signature'];
    if (
      !isSignedByTwilio({
        authToken,
        url: streamOrigin + url,
        signature: typeof signature === 'string' ? signature : undefined,
      })
    ) {
      metrics.badSignatures.inc({ door: 'stream' });
      return refuse('403 Forbidden', 'signature');
    }
    const callSid = url.slice(path.length);
    const state = switchboard.mayOpen(callSid);
    if (state === 'unknown') return refuse('404 Not Found', 'unknown-call');
    if (state === 'taken') return refuse('409 Conflict', 'second-stream');
    sockets.handleUpgrade(request, socket, head, (open) => switchboard.connect(open, callSid));
  };
  server.on('upgrade', onUpgrade);
  return () => {
    server.off('upgrade', onUpgrade);
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}
