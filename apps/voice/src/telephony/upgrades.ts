import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { VoiceMetrics } from '../metrics.ts';

/** A door for WebSockets: all addresses that begin with its path. */
export interface UpgradeDoor {
  path: string;
  /** Larger messages close the socket with 1009. */
  mostBytes: number;
  /** Judges a request before the upgrade: refuses with a status and a reason, or gives what is done with the open socket. */
  knock(
    request: IncomingMessage,
  ): { status: string; reason: string } | { open: (socket: import('ws').WebSocket) => void };
}

/** Takes WebSocket upgrades at the doors that there are. Refusals are answered before the upgrade. */
export function openUpgrades(options: {
  server: Server;
  doors: readonly UpgradeDoor[];
  metrics: VoiceMetrics;
}): () => void {
  const { server, metrics } = options;
  const doors = options.doors.map((door) => ({
    door,
    sockets: new WebSocketServer({ noServer: true, maxPayload: door.mostBytes, perMessageDeflate: false }),
  }));

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refuse = (status: string, reason: string) => {
      metrics.refusedStreams.inc({ reason });
      socket.once('error', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    const at = doors.find(({ door }) => (request.url ?? '').startsWith(door.path));
    if (at === undefined) return refuse('404 Not Found', 'path');
    const answer = at.door.knock(request);
    if ('status' in answer) return refuse(answer.status, answer.reason);
    at.sockets.handleUpgrade(request, socket, head, answer.open);
  };
  server.on('upgrade', onUpgrade);
  return () => {
    server.off('upgrade', onUpgrade);
    for (const { sockets } of doors) {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    }
  };
}
