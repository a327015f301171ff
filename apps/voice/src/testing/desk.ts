import { randomUUID } from 'node:crypto';
import { actOnCall, type CallAct, type ClinicContext, findCallBySid, ticketFor } from '@vaani/clinic';
import { WebSocket } from 'ws';
import { type VoiceWorld, webUrl } from './voice-world.ts';

/** A busy machine takes its time; how fast a worker answers is told by its metric. */
const PATIENT_MS = 10_000;

type Message = { event: string; sentence?: string; purpose?: string; callId?: string; name?: string };

/** A browser's end of a desk line. */
export interface Browser {
  messages: Message[];
  /** Frames that it was given to play. */
  heard: Buffer[];
  /** Resolves with the code. */
  closed: Promise<number>;
  send(message: Record<string, unknown> | Buffer | string): void;
  /** Speaks: a frame of this byte every 20 ms, until told to stop. */
  speak(byte: number): () => void;
  cut(): void;
}

/** Opens a socket to a worker's desk door. @throws where the upgrade is refused, with the status. */
export async function openBrowser(url: string, options: { ticket?: string; origin?: string } = {}): Promise<Browser> {
  const socket = new WebSocket(url, { origin: options.origin ?? webUrl, handshakeTimeout: 10_000 });
  const messages: Message[] = [];
  const heard: Buffer[] = [];
  const closed = Promise.withResolvers<number>();
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) heard.push(data);
    else messages.push(JSON.parse(data.toString()) as Message);
  });
  socket.on('close', (code) => closed.resolve(code));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_, response) => reject(new Error(`refused with ${response.statusCode}`)));
  });
  socket.on('error', () => undefined);
  const send: Browser['send'] = (message) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(Buffer.isBuffer(message) || typeof message === 'string' ? message : JSON.stringify(message));
  };
  if (options.ticket !== undefined) send({ event: 'open', ticket: options.ticket });
  return {
    ...{ messages, heard, closed: closed.promise, send },
    speak(byte) {
      const timer = setInterval(() => send(Buffer.alloc(160, byte)), 20);
      return () => clearInterval(timer);
    },
    cut: () => socket.terminate(),
  };
}

/** Somebody at the desk of a clinic. */
export interface Person {
  userId: string;
  ctx: ClinicContext;
  /** Does it as the pages do. @throws {ClinicError} where it is refused. */
  act(callId: string, act: CallAct): Promise<string | null>;
  /** Asks for a line and opens it. */
  open(callId: string, purpose: 'listen' | 'take-over'): Promise<Browser>;
}

export function personOf(world: VoiceWorld, clinicId: string, name: string, userId: string = randomUUID()): Person {
  const ctx: ClinicContext = { ...world.deps, clinicId, actor: { kind: 'staff', userId, role: 'receptionist' } };
  const act: Person['act'] = async (callId, what) =>
    (await actOnCall(ctx, { callId, name, act: what, ackMs: PATIENT_MS })).url;
  return {
    ...{ userId, ctx, act },
    async open(callId, purpose) {
      const url = await act(callId, { kind: purpose });
      if (url === null) throw new Error('the worker told no address');
      const { ticket } = await ticketFor(ctx, url, { callId, purpose });
      return openBrowser(url, { ticket });
    },
  };
}

/** The call and the clinic of Twilio's name. */
export async function callOf(world: VoiceWorld, callSid: string): Promise<{ callId: string; clinicId: string }> {
  const found = await findCallBySid(world.deps, callSid);
  if (found === null) throw new Error('the call was not written');
  return found;
}
