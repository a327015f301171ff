import { setImmediate as othersTurn } from 'node:timers/promises';
import { seededRandom } from '@vaani/config';
import type { BrainInput, Expectation } from '@vaani/receptionist';
import { createEngine, createHearing, createVoice, decodeMulaw, type Hearing, MULAW_SILENCE } from '@vaani/speech';
import type { ClinicFixture, Language } from '../format/schema.ts';
import { inLanguage } from '../format/schema.ts';
import { spokenForm } from './spoken-form.ts';
import { type CallerSound, soundOf } from './voices.ts';

type Heard = BrainInput & { kind: 'heard' };

/** The telephone line of one call: what the caller says goes in as words and comes out as the receptionist hears it. */
export interface Line {
  /** @param expect what may be said now: the recogniser is told so, as in a call. */
  carry(said: Heard, expect: Expectation): Promise<Heard | { kind: 'unclear' }>;
  close(): Promise<void>;
}

/** All lines of one thread. */
export interface Exchange {
  open(call: { clinic: ClinicFixture; language: Language; seed: number }): Promise<Line>;
  close(): Promise<void>;
}

/** Words arrive as they were said. */
export const textExchange: Exchange = {
  open: async () => ({ carry: async (said) => said, close: async () => undefined }),
  close: async () => undefined,
};

/** A frame of a telephone's sound: 20 ms of mu-law. */
const FRAME = 160;
/** So many frames are heard in one go. */
const BREATH = 20;
/** What a call keeps from before the voice was noticed, and the pause that ends a turn. */
const BEFORE = new Uint8Array(250 * 8).fill(MULAW_SILENCE);
const AFTER = new Uint8Array(300 * 8).fill(MULAW_SILENCE);
/** Equal lines in equal voices are spoken once; so much sound is kept. */
const CACHE_BYTES = 32 * 1024 * 1024;

/**
 * Lines with the local voices at one end and the constrained recogniser at the other, as fast as frames are taken: no clock runs, and what is heard depends
 * on the sound alone.
 */
export async function openAudio(): Promise<Exchange> {
  const voice = createVoice({ cacheBytes: CACHE_BYTES });
  const engine = await createEngine();
  /** Of calls that have ended, as new. */
  const spare: Hearing[] = [];
  return {
    async open({ clinic, language, seed }) {
      const hearing = spare.pop() ?? (await createHearing(engine));
      const sound = soundOf(seededRandom(seed ^ 0x5eed));
      const names = namesIn(clinic);
      return {
        async carry(said, expect) {
          const mulaw = await speak(said.text, { language, sound, names });
          hearing.setGrammar(expect.grammar, expect.grammarLanguage ?? expect.language);
          hearing.begin();
          for (const part of [BEFORE, mulaw, AFTER]) {
            for (let at = 0; at < part.length; at += FRAME) {
              hearing.write(decodeMulaw(part.subarray(at, at + FRAME)));
              // Hearing holds the thread: the other calls of it, and what their databases answer, get a turn in between.
              if (at % (BREATH * FRAME) === 0) await othersTurn();
            }
          }
          const { text, score, isRejected } = hearing.end();
          if (isRejected || text === '') return { kind: 'unclear' };
          return { kind: 'heard', text, confidence: score, source: 'local' };
        },
        async close() {
          await hearing.reset();
          spare.push(hearing);
        },
      };
    },
    async close() {
      for (const hearing of spare) hearing.close();
      await voice.close();
    },
  };

  function speak(
    text: string,
    { language, sound, names }: { language: Language; sound: CallerSound; names: ReadonlyMap<string, string> },
  ): Promise<Uint8Array> {
    return voice.speak({ text: spokenForm(text, language, names), language, ...sound });
  }
}

/** The Devanagari of every word of a name in this clinic, by its Roman letters. */
function namesIn(clinic: ClinicFixture): Map<string, string> {
  const names = [...Object.values(clinic.doctors), ...Object.values(clinic.people)].map(({ name }) => name);
  return new Map(
    names.flatMap((name) => {
      const hindi = inLanguage(name, 'hi').split(' ');
      return inLanguage(name, 'en')
        .split(' ')
        .map((word, at) => [word.toLowerCase(), hindi[at] ?? ''] as const);
    }),
  );
}
