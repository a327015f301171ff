// What the recogniser of this machine hears: phrases of a receptionist's dialogue at the question they answer, clean and in noise, and speech
// that no grammar of ours explains, which must be rejected. Faster than real time; figures go to docs/performance.md.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '@vaani/config';
import type { Language } from '@vaani/receptionist';
import { createRecogniserPool, createVoice, type RecogniserSession, readWav, rootMeanSquare } from '@vaani/speech';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { grammarAt } from './dialogue.ts';
import { type Phrase, phrases } from './phrases.ts';

const SPEEDS = [0.85, 1, 1.15];
const FRAME = 160;
const BEFORE_MS = 300;
const AFTER_MS = 500;
const LANGUAGES: readonly Language[] = ['en', 'hi', 'hi-en'];

type Verdict = 'right' | 'rejected' | 'wrong';

export async function benchHearing(tell: (line: string) => void, { signal }: RunOptions): Promise<Row[]> {
  const pool = createRecogniserPool({ threads: 1, maxCalls: 1 });
  const voice = createVoice();
  const session = await pool.open();
  if (session === null) throw new Error('the recogniser gave no place');
  const times: number[] = [];
  try {
    const rows: Row[] = [];
    for (const signalToNoise of [undefined, 20]) {
      const where = signalToNoise === undefined ? 'clean' : `at ${signalToNoise} dB`;
      for (const language of LANGUAGES) {
        const own = phrases.filter((phrase) => phrase.language === language);
        const counts: Record<Verdict, number> = { right: 0, rejected: 0, wrong: 0 };
        for (const phrase of own) {
          signal.throwIfAborted();
          for (const speed of SPEEDS) {
            const clean = betweenPauses(await voice.speakPcm({ text: phrase.say, language, voice: 'caller', speed }));
            const pcm = signalToNoise === undefined ? clean : withNoise(clean, signalToNoise);
            await session.setGrammar(grammarAt(phrase.asked, language), language);
            const heard = await hear(session, pcm, times);
            const verdict = judge(phrase, heard);
            counts[verdict] += 1;
            if (verdict !== 'right')
              tell(`${where} ${language} ${phrase.asked} ×${speed}: ${phrase.say} → ${heard || 'rejected'}`);
          }
        }
        const all = own.length * SPEEDS.length;
        for (const verdict of ['right', 'rejected', 'wrong'] as const) {
          rows.push({
            name: `${language}, ${where}: ${verdict}`,
            value: (100 * counts[verdict]) / all,
            unit: `% of ${all}`,
            limit: null,
          });
        }
      }
    }
    return [
      ...rows,
      ...(await strangers(session, tell, times)),
      { name: 'slowest tenth: time per second of speech', value: percentile(times, 0.9), unit: 'ms', limit: null },
    ];
  } finally {
    session.close();
    await Promise.all([pool.close(), voice.close()]);
  }
}

/** Recorded speech that is no answer to anything: how much of it is taken for one. */
async function strangers(session: RecogniserSession, tell: (line: string) => void, times: number[]): Promise<Row[]> {
  const data = process.env.VAANI_TEST_DATA ?? '';
  if (data === '') {
    tell('recordings of strangers: left out, VAANI_TEST_DATA is not set');
    return [];
  }
  const rows: Row[] = [];
  for (const [folder, language] of [
    ['speech/hindi', 'hi'],
    ['speech/english', 'en'],
    ['noise', 'hi'],
  ] as const) {
    const files = (await readdir(join(data, folder))).filter((name) => name.endsWith('.wav'));
    for (const asked of ['anything', 'day', 'confirm'] as const) {
      let taken = 0;
      for (const file of files) {
        const pcm = await readWav(await readFile(join(data, folder, file)));
        await session.setGrammar(grammarAt(asked, language), language);
        const heard = await hear(session, pcm.subarray(0, 8 * 8_000), times);
        if (heard !== '') {
          taken += 1;
          tell(`${folder} taken at ${asked}: ${heard}`);
        }
      }
      rows.push({
        name: `${folder}, asked for ${asked}: taken for an answer`,
        value: (100 * taken) / files.length,
        unit: `% of ${files.length}`,
        limit: null,
      });
    }
  }
  return rows;
}

async function hear(session: RecogniserSession, pcm: Int16Array, times: number[]): Promise<string> {
  const began = performance.now();
  session.begin();
  for (let at = 0; at < pcm.length; at += FRAME) session.write(pcm.subarray(at, at + FRAME));
  const { text, isRejected } = await session.end();
  times.push((performance.now() - began) / (pcm.length / 8_000));
  return isRejected ? '' : text;
}

function judge(phrase: Phrase, heard: string): Verdict {
  if (heard === '') return 'rejected';
  return plain(heard) === plain(phrase.heard ?? phrase.say) ? 'right' : 'wrong';
}

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[,.।?]/g, '')
    .trim();

/** As a call gives it: what came before the voice was noticed, and the pause that ended it. */
function betweenPauses(pcm: Int16Array): Int16Array {
  const whole = new Int16Array(pcm.length + (BEFORE_MS + AFTER_MS) * 8);
  whole.set(pcm, BEFORE_MS * 8);
  return whole;
}

/** Adds white noise so many decibels below the speech, the same for every run. */
function withNoise(pcm: Int16Array, signalToNoise: number): Int16Array {
  const random = seededRandom(1);
  const amplitude = rootMeanSquare(pcm) * 10 ** (-signalToNoise / 20) * Math.sqrt(3);
  return pcm.map((sample) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample + amplitude * (2 * random.next() - 1)))),
  );
}
