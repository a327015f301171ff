import {
  type ClinicContext,
  getPhoneSettings,
  getTransferDirectory,
  savePhoneSettings,
  saveTransferDirectory,
} from '@vaani/clinic';
import { systemClock } from '@vaani/config';
import { type PhonePlan, startTwilioCalls, type TwilioCalls } from '@vaani/sandbox';
import { createRecogniserPool, createVoice, decodeMulaw, trimSilence } from '@vaani/speech';
import { holdMusicFrames } from '../apps/voice/src/telephony/hold-music.ts';
import { demoCallers, demoNumbers } from '../prisma/factories/callers.ts';
import { clinicOf } from './board.ts';
import { test as base, expect } from './desk.ts';
import { domainOf } from './domain.ts';
import type { Place } from './place.ts';

/** A number of the account outside India, which may ring Indian phones. */
const abroad = '+12025550100';
/** Whom the desk may hand callers to, in these tests. */
export const colleague = { label: 'Sister Mary', phone: '+912066000031' };

type SandboxCall = ReturnType<TwilioCalls['calls']>[number];

/** Somebody with a telephone at their ear. */
export interface Patient {
  callSid: string;
  /** As Twilio holds it. */
  call(): SandboxCall;
  /** Everything that came to their ear so far: mu-law, 8 kHz, without the silence between. */
  heard(): Uint8Array;
  /** Of what came after so many bytes: seconds of hold music. */
  musicSeconds(from?: number): number;
  /** Which of these sentences they made out in what came after so many bytes; empty where it was none. */
  madeOut(sentences: readonly string[], from?: number): Promise<string>;
  /** Nobody speaks to them just now. */
  isQuiet(): boolean;
  /** Says a sentence in English; resolves when its last sound has left. */
  say(text: string): Promise<void>;
  hangUp(): Promise<void>;
}

/** The phone network, played on this machine: patients ring the clinic, the clinic rings phones. */
export interface Telephone {
  ctx: ClinicContext;
  twilio: TwilioCalls;
  /** What the phones do that are rung; all others are answered by people who press nothing. */
  plans: Map<string, PhonePlan['answer'] | PhonePlan>;
  /** A patient of the demo whose language is English rings the clinic. */
  ring(): Promise<Patient>;
  /** Whoever has a phone that the clinic rang, once they have picked up. */
  rung(phone: string): Promise<Patient>;
  /** The newest call to a phone. */
  callTo(phone: string): SandboxCall | undefined;
}

/** Tests in which calls go over the phone network. Nothing of it outlives a test. */
export const test = base.extend<{ telephone: Telephone }>({
  telephone: async ({ place }, use) => {
    const voice = createVoice();
    const ears = createRecogniserPool({ threads: 1, maxCalls: 1 });
    const domain = await domainOf(place);
    const ctx: ClinicContext = { ...domain, clinicId: await clinicOf(domain), actor: { kind: 'system' } };
    const restore = await prepareClinic(ctx);
    const heard = new Map<string, Uint8Array[]>();
    const plans: Telephone['plans'] = new Map();
    const twilio = await startTwilioCalls({
      ...{ clock: systemClock, port: place.twilioPort, numbers: [abroad, demoNumbers.asha] },
      accountSid: place.env.TWILIO_ACCOUNT_SID ?? '',
      authToken: place.env.TWILIO_AUTH_TOKEN ?? '',
      answers: (to) => plans.get(to) ?? 'human',
      onHeard(callSid, frame) {
        const frames = heard.get(callSid) ?? [];
        frames.push(frame);
        heard.set(callSid, frames);
      },
    });
    const patient = (callSid: string) =>
      patientOn(callSid, { twilio, voice, ears, framesOf: (sid) => heard.get(sid) ?? [] });
    const callTo = (phone: string) => twilio.calls().findLast(({ to }) => to === phone);
    await use({
      ...{ ctx, twilio, plans, callTo },
      ring: async () => patient(await ringClinic(twilio, place)),
      async rung(phone) {
        await expect
          .poll(() => twilio.streamOf(callTo(phone)?.sid ?? '') !== undefined, {
            timeout: 20_000,
            message: `${phone} is picked up`,
          })
          .toBe(true);
        return patient(callTo(phone)?.sid ?? '');
      },
    });
    for (const { sid } of twilio.calls()) await twilio.end(sid);
    await twilio.close();
    await restore();
    await Promise.all([domain.close(), voice.close(), ears.close()]);
  },
});

/** The clinic shows a number by which Indian phones can be rung, at any hour, and may hand callers to a colleague. @returns what puts back how it was. */
async function prepareClinic(ctx: ClinicContext): Promise<() => Promise<void>> {
  const [settings, directory] = [await getPhoneSettings(ctx), await getTransferDirectory(ctx)];
  await savePhoneSettings(ctx, { ...settings, callerId: abroad, callingFromMin: 0, callingToMin: 1_440 });
  const always = { reasons: [], weekdays: [], fromMin: 0, toMin: 1_440, group: null, userId: null, doctorId: null };
  const entry = { ...colleague, ...always, languages: [], isWarm: true, ringSeconds: 20 };
  await saveTransferDirectory(ctx, { entries: [...directory.entries, entry] });
  return async () => {
    await savePhoneSettings(ctx, settings);
    await saveTransferDirectory(ctx, directory);
  };
}

function ringClinic(twilio: TwilioCalls, { env }: Place): Promise<string> {
  const door = (name: string) => `${env.VAANI_VOICE_URL}/api/v1/voice/${name}`;
  const { phone: from } = demoCallers.english;
  return twilio.ring({ from, to: demoNumbers.asha, url: door('incoming'), statusCallback: door('status') });
}

const FRAMES_A_SECOND = 50;
const music = new Set(holdMusicFrames().map((frame) => Buffer.from(frame).toString('base64')));

function patientOn(
  callSid: string,
  network: {
    twilio: TwilioCalls;
    voice: ReturnType<typeof createVoice>;
    ears: ReturnType<typeof createRecogniserPool>;
    framesOf: (callSid: string) => readonly Uint8Array[];
  },
): Patient {
  const { twilio, voice, ears, framesOf } = network;
  const heard = () => new Uint8Array(Buffer.concat(framesOf(callSid)));
  const line = () => {
    const stream = twilio.streamOf(callSid);
    if (stream === undefined) throw new Error('their line is closed');
    return stream;
  };
  return {
    ...{ callSid, heard },
    call() {
      const found = twilio.calls().find(({ sid }) => sid === callSid);
      if (found === undefined) throw new Error('there is no such call');
      return found;
    },
    musicSeconds(from = 0) {
      const frames = framesOf(callSid).slice(Math.ceil(from / 160));
      return frames.filter((frame) => music.has(Buffer.from(frame).toString('base64'))).length / FRAMES_A_SECOND;
    },
    async madeOut(sentences, from = 0) {
      const session = await ears.open();
      if (session === null) throw new Error('they listen already');
      try {
        await session.setGrammar(grammarOf(sentences), 'en');
        session.begin();
        session.write(trimSilence(decodeMulaw(heard().subarray(from))));
        const { text, isRejected } = await session.end();
        return isRejected ? '' : (sentences.find((sentence) => wordsOf(sentence) === text) ?? '');
      } finally {
        session.close();
      }
    },
    isQuiet: () => line().isAgentSilent,
    say: async (text) => line().speak(await voice.speak({ text, language: 'en', voice: 'caller' })),
    hangUp: () => twilio.end(callSid),
  };
}

const wordsOf = (sentence: string): string => sentence.toLowerCase().replace(/[^a-z ]/g, '');
const grammarOf = (sentences: readonly string[]): string =>
  `#JSGF V1.0; grammar sentences; public <sentence> = ${sentences.map(wordsOf).join(' | ')};`;
