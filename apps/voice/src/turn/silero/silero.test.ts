// Guards who is taken to be speaking: people are, hiss and silence are not. With VAANI_TEST_DATA it is tried on recordings of people and of noise, without it on sounds made here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '@vaani/config';
import { createVoice, decodeMulaw, encodeMulaw, readWav } from '@vaani/speech';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance, quiet } from '../speech-gate.ts';
import { createSileroVad, type SileroVad, WINDOW } from './silero.ts';

let vad: SileroVad;
beforeAll(async () => {
  vad = await createSileroVad();
});
afterAll(() => vad.close());

/** Judges sound as it comes from a phone: the share of windows that hold speech, and how often somebody began to speak. */
async function judge(pcm: Int16Array): Promise<{ share: number; starts: number }> {
  const overTheLine = decodeMulaw(encodeMulaw(pcm));
  const probabilities: number[] = [];
  const windows = Math.floor(overTheLine.length / WINDOW);
  const call = vad.open((probability) => probabilities.push(probability));
  for (let at = 0; at < overTheLine.length; at += 160) call.push(overTheLine.subarray(at, at + 160));
  await expect.poll(() => probabilities.length, { timeout: 20_000 }).toBe(windows);
  call.close();
  let gate = quiet;
  let starts = 0;
  for (const probability of probabilities) {
    const next = advance(gate, { probability });
    gate = next.gate.silenceMs >= 700 ? quiet : next.gate;
    if (next.event === 'started') starts++;
  }
  return { share: probabilities.filter((probability) => probability >= 0.5).length / windows, starts };
}

const seconds = (count: number, sample: () => number) => Int16Array.from({ length: count * 8_000 }, sample);

describe('voice activity', () => {
  it('hears a voice', async () => {
    const voice = createVoice();
    const { share, starts } = await judge(
      await voice.speakPcm({
        text: 'I would like to book an appointment with Doctor Sharma tomorrow morning',
        language: 'en',
      }),
    );
    voice.close();
    expect(share).toBeGreaterThan(0.7);
    expect(starts).toBeGreaterThanOrEqual(1);
  });

  it('hears nobody in silence, hiss or hum', async () => {
    const random = seededRandom(1);
    expect(await judge(seconds(5, () => 0))).toEqual({ share: 0, starts: 0 });
    for (const loudness of [100, 1_000, 6_000]) {
      const { share, starts } = await judge(seconds(5, () => (random.next() - 0.5) * loudness));
      expect(starts, `hiss at ${loudness}`).toBe(0);
      expect(share).toBeLessThanOrEqual(0.02);
    }
    let at = 0;
    expect((await judge(seconds(5, () => 3_000 * Math.sin((2 * Math.PI * 50 * at++) / 8_000)))).starts).toBe(0);
  });

  it('keeps calls apart though it judges them together', async () => {
    const random = seededRandom(2);
    const hiss = seconds(3, () => (random.next() - 0.5) * 2_000);
    const [alone] = [await judge(hiss)];
    const together = await Promise.all([judge(hiss), judge(seconds(3, () => 0)), judge(hiss)]);
    expect(together.map(({ share }) => share)).toEqual([alone.share, 0, alone.share]);
  });
});

// The recordings are no part of the project. Where VAANI_TEST_DATA names them they are judged; elsewhere sounds that are made here stand for them.
const folder = process.env.VAANI_TEST_DATA;
const recorded = (path: string) => async () => readWav(readFileSync(join(folder ?? '', path)));

/** A few sentences of a voice of this machine. */
const spoken = (voice: 'agent' | 'caller', text: string) => async () => {
  const speaker = createVoice();
  try {
    return await speaker.speakPcm({ text, language: 'en', voice });
  } finally {
    speaker.close();
  }
};

/** Clicks of keys on hiss, an engine's low harmonics, a bell: what noise without a voice is made of. */
const made = {
  keys() {
    const random = seededRandom(3);
    let left = 0;
    return seconds(6, () => {
      if (random.next() < 1 / 1_600) left = 80;
      left = Math.max(0, left - 1);
      return (random.next() - 0.5) * (left > 0 ? 9_000 : 300);
    });
  },
  engine() {
    const random = seededRandom(4);
    let at = 0;
    return seconds(6, () => {
      const turn = (2 * Math.PI * 28 * at++) / 8_000;
      return 1_500 * (Math.sin(turn) + Math.sin(2 * turn) / 2 + Math.sin(3 * turn) / 3) + (random.next() - 0.5) * 800;
    });
  },
  bell() {
    let at = 0;
    return seconds(6, () => {
      const now = at++ / 8_000;
      return now % 2 < 1 ? 2_500 * (Math.sin(2 * Math.PI * 440 * now) + Math.sin(2 * Math.PI * 480 * now)) : 0;
    });
  },
};

interface Sound {
  name: string;
  of: () => Promise<Int16Array>;
}
const people: Sound[] = folder
  ? ['speech/english/jfk.wav', 'speech/english/OSR_us_000_0034_8k.wav'].map((name) => ({ name, of: recorded(name) }))
  : [
      {
        name: 'a woman, made',
        of: spoken('agent', 'The clinic is open from nine to five. The doctor is here tomorrow.'),
      },
      {
        name: 'a man, made',
        of: spoken('caller', 'My daughter has had a fever since Monday. Can the doctor see her today?'),
      },
    ];
const noises: Sound[] = folder
  ? ['noise/tau2_engine_idling.wav', 'noise/typing_keyboard-typing.wav', 'noise/tau2_ringing_phone.wav'].map(
      (name) => ({ name, of: recorded(name) }),
    )
  : Object.entries(made).map(([name, make]) => ({ name: `${name}, made`, of: async () => make() }));

describe('voice activity in the world', () => {
  it.each(people)('hears people: $name', async ({ of }) => {
    const { share, starts } = await judge(await of());
    expect(share).toBeGreaterThan(0.4);
    expect(starts).toBeGreaterThanOrEqual(1);
  });
  it.each(noises)('is not taken in by noise: $name', async ({ of }) => {
    expect((await judge(await of())).share).toBeLessThanOrEqual(0.02);
  });
});
