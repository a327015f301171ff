import { z } from 'zod';
import type { Told } from '../deepgram/utterance.ts';
import type { Fault } from '../faults.ts';
import { isFaultName, namedFaults } from '../named-faults.ts';
import { type Room, type RoomAnswer, type RoomOptions, startRoom } from '../room.ts';

const toldSchema = z.strictObject({
  /** mu-law, 8 kHz, in base64: frame for frame as it will be on the line. */
  audio: z.base64(),
  text: z.string().max(2_000),
  language: z.enum(['en', 'hi', 'hi-en']),
  confidence: z.number().min(0).max(1).optional(),
});
const faultSchema = z.strictObject({ room: z.string(), fault: z.string().nullable() });
const callSid = z.string().regex(/^CA[0-9a-f]{32}$/);
const callSchema = z.strictObject({ callSid, from: z.string(), to: z.string() });
const overSchema = z.strictObject({ callSid });

export interface PrompterOptions extends RoomOptions {
  /** A simulated caller is about to say this. */
  onTold(told: Told): void;
  /** A room is to fail so from now on; null ends it. False where there is no such room. */
  onFault(room: string, fault: Fault | null): boolean;
  /** A simulated phone call has begun, or is over: Twilio knows of it. */
  onCall(call: { callSid: string; from: string; to: string }): void;
  onCallOver(callSid: string): void;
}

/**
 * Where simulated callers tell the sandbox what no provider could know: `POST /told` what they are about to say, `/calls` and `/calls/over` that
 * they ring and have hung up; and where outages are begun and ended (`POST /faults`). JSON, on loopback only.
 */
export function startPrompter(options: PrompterOptions): Promise<Room> {
  const refusal = (status: number, sentence: string): RoomAnswer => ({ status, body: { error: sentence } });
  const none: RoomAnswer = { status: 204, body: '' };

  const doors: Record<string, (body: unknown) => RoomAnswer> = {
    '/told': taking(toldSchema, ({ audio, text, language, confidence }) => {
      options.onTold({
        ...{ audio: Buffer.from(audio, 'base64'), text, language },
        ...(confidence === undefined ? {} : { confidence }),
      });
      return none;
    }),
    '/faults': taking(faultSchema, ({ room, fault }) => {
      if (fault !== null && !isFaultName(fault))
        return refusal(400, `There is no fault ${fault}: ${Object.keys(namedFaults).join(', ')}.`);
      return options.onFault(room, fault === null ? null : namedFaults[fault])
        ? none
        : refusal(404, `There is no room ${room}.`);
    }),
    '/calls': taking(callSchema, (call) => {
      options.onCall(call);
      return none;
    }),
    '/calls/over': taking(overSchema, (call) => {
      options.onCallOver(call.callSid);
      return none;
    }),
  };

  return startRoom(
    {
      operationOf: ({ path }) => path,
      handle({ method, path, body }) {
        const door = method === 'POST' ? doors[path] : undefined;
        if (door === undefined) return refusal(404, `There is no ${method} ${path} here.`);
        try {
          return door(JSON.parse(body));
        } catch (error) {
          if (error instanceof SyntaxError) return refusal(400, 'The body is not JSON.');
          throw error;
        }
      },
      refuse: (status) => refusal(status, 'refused'),
    },
    options,
  );

  function taking<S extends z.ZodType>(schema: S, work: (body: z.output<S>) => RoomAnswer) {
    return (body: unknown): RoomAnswer => {
      const parsed = schema.safeParse(body);
      if (parsed.success) return work(parsed.data);
      const [issue] = parsed.error.issues;
      return refusal(400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`);
    };
  }
}

const DEADLINE_MS = 5_000;

/** A simulated caller's way to a sandbox that runs somewhere on this machine. */
export interface PrompterClient {
  tell(told: Told): Promise<void>;
  fault(room: string, fault: string | null): Promise<void>;
  call(call: { callSid: string; from: string; to: string }): Promise<void>;
  over(callSid: string): Promise<void>;
}

/** @param url where the sandbox's prompter listens (VAANI_SANDBOX_URL). Each @throws where it says no. */
export function prompterAt(url: string): PrompterClient {
  async function post(path: string, body: object): Promise<void> {
    const response = await fetch(`${url}${path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!response.ok) throw new Error(`The sandbox said ${response.status}: ${await response.text()}`);
  }
  return {
    tell: ({ audio, text, language, confidence }) =>
      post('/told', { audio: Buffer.from(audio).toString('base64'), text, language, confidence }),
    fault: (room, fault) => post('/faults', { room, fault }),
    call: (call) => post('/calls', call),
    over: (callSid) => post('/calls/over', { callSid }),
  };
}
