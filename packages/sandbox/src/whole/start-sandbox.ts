import type { Clock, Random } from '@vaani/config';
import type { LocalVoice } from '@vaani/speech';
import { type Cartesia, startCartesia } from '../cartesia/index.ts';
import { type Deepgram, startDeepgram, type Told } from '../deepgram/index.ts';
import { delayProfiles, delaysOf } from '../delays.ts';
import { type Fault, untilTold } from '../faults.ts';
import { type Openai, type Policy, receptionist, startOpenai } from '../openai/index.ts';
import type { Room } from '../room.ts';
import { type Sendgrid, startSendgrid } from '../sendgrid/index.ts';
import { startTwilio, type Twilio } from '../twilio/index.ts';
import { localVoices, warmVoices } from './local-voices.ts';
import { startPrompter } from './prompter.ts';

/** The rooms, in the order of their ports: the first has the first port. */
export const roomNames = ['prompter', 'deepgram', 'openai', 'second-model', 'cartesia', 'twilio', 'sendgrid'] as const;
export type RoomName = (typeof roomNames)[number];
/** Those that can be made to fail. */
export type ProviderRoom = Exclude<RoomName, 'prompter'>;

export type LatencyName = keyof typeof delayProfiles;
export const isLatencyName = (name: string): name is LatencyName => Object.hasOwn(delayProfiles, name);
export const isProviderRoom = (name: string): name is ProviderRoom =>
  name !== 'prompter' && roomNames.some((room) => room === name);

export interface SandboxOptions {
  clock: Clock;
  random: Random;
  /** The first of seven ports in a row; free ones where none is given. */
  firstPort?: number;
  latency?: LatencyName;
  faults?: Partial<Record<ProviderRoom, Fault>>;
  /** Who speaks for Cartesia and OpenAI; tones where nobody is given. Its owner closes it. */
  voice?: LocalVoice;
  /** The mind behind the emulated models: the receptionist's, unless another is given. */
  policy?: Policy;
  /** Signs Twilio's webhooks. */
  twilioAuthToken?: string;
  /** Numbers that the account may be seen to call from, beside its own. */
  numbers?: readonly string[];
}

/** All providers on loopback. */
export interface Sandbox {
  deepgram: Deepgram;
  openai: Openai;
  secondModel: Openai;
  cartesia: Cartesia;
  twilio: Twilio;
  sendgrid: Sendgrid;
  /** What a product is told in order to use a room instead of the real service. */
  env: Record<RoomName, Record<string, string>>;
  /** A simulated caller says what it is about to say. */
  tell(told: Told): void;
  /** From now on a room fails so; null ends it. */
  fail(room: ProviderRoom, fault: Fault | null): void;
  close(): Promise<void>;
}

const ACCOUNT_SID = `AC${'5a'.repeat(16)}`;
const NUMBER = '+12025550100';
/** A message is sent, and delivered, each so long after the step before. */
const DELIVERY_MS = 1_500;
const keys = {
  deepgram: 'sandbox-deepgram-key',
  openai: 'sandbox-openai-key',
  secondModel: 'sandbox-second-model-key',
  cartesia: 'sandbox-cartesia-key',
  sendgrid: 'SG.sandbox-sendgrid-key',
} as const;

/**
 * Serves every provider on 127.0.0.1.
 * @throws naming a port that is taken, and whose it should be; what was started by then is ended.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, firstPort, policy = receptionist, latency = 'none' } = options;
  const { twilioAuthToken = 'sandbox-twilio-auth-token' } = options;
  const delays = delaysOf(delayProfiles[latency], random);
  const voices = options.voice === undefined ? undefined : localVoices(options.voice);
  const plans = new Map(
    roomNames.filter(isProviderRoom).map((name) => {
      const plan = untilTold();
      plan.set(options.faults?.[name] ?? null);
      return [name, plan];
    }),
  );
  const started: Room[] = [];
  const close = async () => {
    await Promise.all(started.splice(0).map((room) => room.close()));
  };

  async function open<R extends Room>(
    name: RoomName,
    start: (common: {
      clock: Clock;
      delays: typeof delays;
      port?: number;
      faults?: ReturnType<typeof untilTold>;
    }) => Promise<R>,
  ): Promise<R> {
    const port = firstPort === undefined ? undefined : firstPort + roomNames.indexOf(name);
    const faults = isProviderRoom(name) ? plans.get(name) : undefined;
    try {
      const room = await start({
        ...{ clock, delays },
        ...(port === undefined ? {} : { port }),
        ...(faults === undefined ? {} : { faults }),
      });
      started.push(room);
      return room;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
        throw new Error(`Port ${port} is taken: the sandbox's ${name} wants it.`, { cause: error });
      throw error;
    }
  }

  try {
    const deepgram = await open('deepgram', (common) => startDeepgram({ ...common, apiKey: keys.deepgram }));
    const model = { policy, ...(voices === undefined ? {} : { voiceOf: voices.wide }) };
    const openai = await open('openai', (common) => startOpenai({ ...common, ...model, apiKey: keys.openai }));
    const secondModel = await open('second-model', (common) =>
      startOpenai({ ...common, ...model, apiKey: keys.secondModel }),
    );
    const cartesia = await open('cartesia', (common) =>
      startCartesia({
        ...{ ...common, apiKey: keys.cartesia },
        ...(voices === undefined ? {} : { voiceOf: voices.telephone }),
      }),
    );
    const twilio = await open('twilio', ({ clock: at, port, faults }) =>
      startTwilio({
        ...{ clock: at, accountSid: ACCOUNT_SID, authToken: twilioAuthToken, deliverAfterMs: DELIVERY_MS },
        ...{ numbers: [NUMBER, ...(options.numbers ?? [])], senders: [NUMBER, `whatsapp:${NUMBER}`] },
        ...(port === undefined ? {} : { port }),
        ...(faults === undefined ? {} : { faults }),
      }),
    );
    const sendgrid = await open('sendgrid', (common) => startSendgrid({ ...common, apiKey: keys.sendgrid }));
    const tell = (told: Told) => {
      deepgram.tell(told);
      openai.tell(told);
    };
    const fail = (room: ProviderRoom, fault: Fault | null) => plans.get(room)?.set(fault);
    const prompter = await open('prompter', ({ clock: at, port }) =>
      startPrompter({
        ...{ clock: at, ...(port === undefined ? {} : { port }) },
        onTold: tell,
        onFault(room, fault) {
          if (!isProviderRoom(room)) return false;
          fail(room, fault);
          return true;
        },
        onCall: ({ callSid: sid, from, to }) => void twilio.begin({ sid, from, to, isPlayedElsewhere: true }),
        onCallOver: (callSid) => void twilio.end(callSid),
      }),
    );
    if (options.voice !== undefined) await warmVoices(options.voice);
    return {
      ...{ deepgram, openai, secondModel, cartesia, twilio, sendgrid, tell, fail, close },
      env: {
        prompter: { VAANI_SANDBOX_URL: prompter.url },
        deepgram: { DEEPGRAM_API_KEY: keys.deepgram, VAANI_DEEPGRAM_URL: deepgram.url },
        openai: { OPENAI_API_KEY: keys.openai, VAANI_OPENAI_URL: openai.url },
        'second-model': {
          VAANI_SECOND_MODEL_API_KEY: keys.secondModel,
          VAANI_SECOND_MODEL_URL: secondModel.url,
          VAANI_SECOND_MODEL: 'sandbox-model',
        },
        cartesia: { CARTESIA_API_KEY: keys.cartesia, VAANI_CARTESIA_URL: cartesia.url },
        twilio: {
          TWILIO_ACCOUNT_SID: ACCOUNT_SID,
          TWILIO_AUTH_TOKEN: twilioAuthToken,
          TWILIO_SMS_FROM: NUMBER,
          TWILIO_WHATSAPP_FROM: NUMBER,
          VAANI_TWILIO_API_URL: twilio.url,
        },
        sendgrid: {
          SENDGRID_API_KEY: keys.sendgrid,
          SENDGRID_FROM: 'clinic@sandbox.example',
          SENDGRID_EVENT_KEY: sendgrid.eventKey,
          VAANI_SENDGRID_API_URL: sendgrid.url,
        },
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
