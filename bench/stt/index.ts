// How many words recognisers get wrong on recordings of one's own, side by side: those whose keys are set, and this machine's. Figures go to docs/performance.md.
import { availableParallelism } from 'node:os';
import { type Clock, systemClock, type VoiceAccounts, voiceAccountsFrom } from '@vaani/config';
import {
  deepgramSpeechToText,
  localSpeechToText,
  openaiTranscriptionSpeechToText,
  ProviderFailure,
  type SpeechToText,
} from '@vaani/providers';
import { createRecogniserPool } from '@vaani/speech';
import { grammarAt } from '../hearing/dialogue.ts';
import type { Row, RunOptions } from '../report.ts';
import { hearRecording } from './hear.ts';
import { type Recording, readSet } from './read-set.ts';
import { fewestErrors } from './word-error.ts';

/** So many recordings are heard at once, each at the pace of the telephone. */
const AT_ONCE = 4;
/** Words that may be wrong, in a hundred: the design promises 94, 96 and 92 right. */
const limits = { hi: 6, en: 4, 'hi-en': 8 } as const;
const languages = ['hi', 'en', 'hi-en'] as const;

/** `npm run bench -- stt -- --set DIR` */
export async function benchStt(tell: (line: string) => void, { signal, set }: RunOptions): Promise<Row[]> {
  if (set === undefined)
    throw new Error('npm run bench -- stt -- --set DIR: a folder with manifest.jsonl and its WAV files.');
  return compareRecognisers({
    folder: set,
    accounts: voiceAccountsFrom(process.env),
    clock: systemClock,
    tell,
    signal,
  });
}

/** Every recogniser that is there on every recording of a set. @returns words that were wrong, in a hundred, by recogniser and language. */
export async function compareRecognisers(options: {
  folder: string;
  accounts: VoiceAccounts;
  clock: Clock;
  tell: (line: string) => void;
  signal: AbortSignal;
}): Promise<Row[]> {
  const { accounts, clock, tell, signal } = options;
  const recordings = await readSet(options.folder);
  const pool = createRecogniserPool({ threads: availableParallelism(), maxCalls: AT_ONCE });
  try {
    const local = localSpeechToText(pool);
    const rows: Row[] = [];
    for (const stt of [...recognisersOf(accounts, clock, tell), local]) {
      const heard = await hearAll(stt, recordings, { clock, tell, signal, isLocal: stt === local });
      rows.push(...rowsOf(stt, heard, stt === local));
    }
    return rows;
  } finally {
    await pool.close();
  }
}

function recognisersOf(
  { deepgram, openai }: VoiceAccounts,
  clock: Clock,
  tell: (line: string) => void,
): SpeechToText[] {
  if (deepgram === null) tell('Deepgram: left out, DEEPGRAM_API_KEY is not set');
  if (openai === null) tell('OpenAI: left out, OPENAI_API_KEY is not set');
  return [
    ...(deepgram === null
      ? []
      : [deepgramSpeechToText({ account: async () => deepgram, model: deepgram.model, clock })]),
    ...(openai === null ? [] : [openaiTranscriptionSpeechToText({ account: async () => openai, clock })]),
  ];
}

interface Heard {
  language: Recording['language'];
  errors: number;
  words: number;
  isFailed: boolean;
}

async function hearAll(
  stt: SpeechToText,
  recordings: readonly Recording[],
  options: { clock: Clock; tell: (line: string) => void; signal: AbortSignal; isLocal: boolean },
): Promise<Heard[]> {
  const { clock, tell, signal } = options;
  const waiting = recordings.values();
  const done: Heard[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const recording of waiting) {
        const { file, text, also = [], language, asked = 'anything' } = recording;
        const grammar = options.isLocal ? grammarAt(asked, language) : null;
        const heard = await hearRecording(stt, recording, { clock, grammar, signal }).catch((error: unknown) => {
          signal.throwIfAborted();
          if (!(error instanceof Error)) throw error;
          tell(`${stt.name} ${file}: not heard, ${error instanceof ProviderFailure ? error.reason : error.name}`);
          return null;
        });
        const counted = fewestErrors([text, ...also], heard ?? '');
        done.push({ language, ...counted, isFailed: heard === null });
        if (heard !== null && counted.errors > 0)
          tell(`${stt.name} ${file}: ${text} → ${heard === '' ? '(nothing)' : heard}`);
      }
    }),
  );
  return done;
}

/** The recogniser of this machine hears phrases only, and is held to no figure. One that could not be asked has no figure either: its failures are a row. */
function rowsOf(stt: SpeechToText, heard: readonly Heard[], isLocal: boolean): Row[] {
  const rows: Row[] = [];
  for (const language of languages) {
    const own = heard.filter((one) => one.language === language);
    const answered = own.filter(({ isFailed }) => !isFailed);
    const words = answered.reduce((sum, one) => sum + one.words, 0);
    const errors = answered.reduce((sum, one) => sum + one.errors, 0);
    if (words > 0)
      rows.push({
        name: `${stt.name}, ${language}: words wrong`,
        ...{ value: (100 * errors) / words, unit: `% of ${words}`, limit: isLocal ? null : limits[language] },
      });
    if (answered.length < own.length)
      rows.push({
        name: `${stt.name}, ${language}: recordings not heard`,
        ...{ value: own.length - answered.length, unit: `of ${own.length}`, limit: 0, bound: 'exactly' },
      });
  }
  return rows;
}
