import { createTwilioDoor, type MediaClient, openMediaStream, type TwilioDoor, type TwimlAction } from '@vaani/sandbox';
import { demoNumbers } from '../../../../prisma/seed.ts';
import type { VoiceWorker, VoiceWorld } from './voice-world.ts';

export const path = '/api/v1/voice';
type Stream = Extract<TwimlAction, { verb: 'stream' }>;

/** A call that rang, and what the service answered. */
export interface Ringing {
  door: TwilioDoor;
  action: TwimlAction;
  params: Record<string, string>;
}

/** A stream that is open. */
export interface Line {
  client: MediaClient;
  /** Resolves with the code. */
  closed: Promise<number>;
  /** Stream milliseconds of every `clear`. */
  clears: number[];
  /** Every frame that the caller has heard. */
  heard: Uint8Array[];
}

/** Twilio's side of calls, a step at a time: for tests of single steps. */
export interface Phone {
  ring(from?: string, more?: Record<string, string>): Promise<Ringing>;
  /** @throws where the upgrade is refused, with the status. */
  connect(
    ringing: Ringing,
    change?: { token?: string; signature?: string; callSid?: string; onHeard?: () => void },
  ): Promise<Line>;
  /** Rings and connects. */
  call(from?: string, more?: Record<string, string>): Promise<Ringing & Line>;
  afterStream(ringing: Ringing, worker?: VoiceWorker): Promise<TwimlAction>;
  /** The status callback of a call that is over. */
  over(ringing: Ringing): Promise<TwimlAction>;
  /** Cuts every line that is open. */
  cutAll(): void;
}

export function createPhone(world: VoiceWorld, worker: VoiceWorker): Phone {
  const open = new Set<MediaClient>();
  const phone: Phone = {
    async ring(from = '+916000100001', more = {}) {
      const door = createTwilioDoor({ authToken: world.authToken });
      const params = { CallSid: door.callSid, From: from, To: demoNumbers.asha, CallStatus: 'ringing', ...more };
      return { door, params, action: await door.post(`${worker.voiceUrl}${path}/incoming`, params) };
    },
    async connect({ door, action }, change = {}) {
      const stream = streamOf(action);
      const url = change.callSid === undefined ? stream.url : stream.url.replace(/CA[0-9a-f]+$/, change.callSid);
      const { promise: closed, resolve } = Promise.withResolvers<number>();
      const clears: number[] = [];
      const heard: Uint8Array[] = [];
      const client = await openMediaStream({
        url,
        signature: change.signature ?? door.signUpgrade(url),
        callSid: change.callSid ?? door.callSid,
        parameters: { token: change.token ?? stream.parameters.token ?? '' },
        events: {
          onClose: ({ code }) => resolve(code),
          onClear: (atMs) => clears.push(atMs),
          onTick({ heard: frame }) {
            if (frame === null) return;
            heard.push(frame);
            change.onHeard?.();
          },
        },
      });
      open.add(client);
      return { client, closed, clears, heard };
    },
    async call(from, more) {
      const ringing = await phone.ring(from, more);
      return { ...ringing, ...(await phone.connect(ringing)) };
    },
    afterStream: ({ door, params }, at = worker) => door.post(`${at.voiceUrl}${path}/after-stream`, params),
    over: ({ door, params }) => door.post(`${worker.voiceUrl}${path}/status`, { ...params, CallStatus: 'completed' }),
    cutAll() {
      for (const client of open) client.cut();
      open.clear();
    },
  };
  return phone;
}

/** @throws where the service answered otherwise. */
export function streamOf(action: TwimlAction): Stream {
  if (action.verb !== 'stream') throw new Error(`answered with ${action.verb}`);
  return action;
}
