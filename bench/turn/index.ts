// From a caller's last sound to the first frame of the reply: calls in three languages in real time, through the real WebSocket, the voice service as a process
// of its own, the real SDKs and the sandbox with the delays of the table. A model thinks, emulated by the rules.
import { seededRandom, systemClock } from '@vaani/config';
import { type LatencyName, placeCall, type Sandbox, type Scenario, startSandbox } from '@vaani/sandbox';
import { createVoice } from '@vaani/speech';
import { listenToClinic } from '../../scripts/call/listener.ts';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { type Figures, figuresIn } from '../telephone/figures.ts';
import { openTurnPlace, type TurnPlace } from '../telephone/place.ts';
import { answersOf } from './answers.ts';
import { curve } from './curve.ts';
import { createGapMeter } from './gaps.ts';
import { createLineSound } from './sound.ts';
import { plain, talkOf } from './talks.ts';

interface Profile {
  name: string;
  latency: LatencyName;
  /** p50 and p95 of the gap, ms. */
  limits: readonly [number, number] | null;
  env?: Record<string, string>;
}

const flux = { VAANI_DEEPGRAM_MODEL: 'flux-general-multi' };

/** The delays, and what they must come to. The one without a limit is reported beside them where the bench is run whole. */
const profiles: readonly Profile[] = [
  { name: 'targets', latency: 'targets', limits: [450, 700] },
  { name: 'current', latency: 'current', limits: [620, 800] },
  { name: 'field', latency: 'field', limits: [830, 1_500] },
  { name: 'targets, Flux', latency: 'targets', limits: null, env: flux },
  { name: 'current, Flux', latency: 'current', limits: null, env: flux },
  { name: 'field, Flux', latency: 'field', limits: null, env: flux },
];
const languages = ['en', 'hi', 'hi-en'] as const;
/** Calls at once in each language. */
const LINES = 6;
/** The first call of each line is measured apart: the worker has said nothing yet, and knows no model's habits. The others are more than two hundred turns. */
const ROUNDS = 3;

interface Measured {
  plain: number[];
  withTool: number[];
  /** Of the latter, to anything at all: a filler, mostly. */
  firstSound: number[];
  /** Gaps without a tool that began with a filler. */
  fillers: number;
  /** Lines that reached the receptionist in more than one turn, each further one counted. */
  split: number;
  lines: number;
  cutOffs: number;
  calls: number;
  /** Gaps without a tool of the first calls. */
  cold: number[];
}

export async function benchTurn(tell: (line: string) => void, options: RunOptions): Promise<Row[]> {
  const place = await openTurnPlace(options.signal);
  const voice = createVoice();
  try {
    const rows: Row[] = [];
    const { only = '', isWhole } = options;
    const chosen = profiles.filter(({ name, limits }) => name.startsWith(only) && (isWhole || limits !== null));
    if (chosen.length === 0)
      throw new Error(`There are no delays ${only}: there are ${profiles.map(({ name }) => name).join('; ')}.`);
    for (const profile of options.isSmall ? chosen.slice(0, 1) : chosen) {
      tell(`delays: ${profile.name}`);
      const soundOf = createLineSound(voice, seededRandom(11));
      const measured = await run(place, profile, soundOf, tell, options);
      for (const { name, value, unit } of measured) tell(`  ${name}: ${value.toFixed(1)} ${unit}`);
      rows.push(...measured);
    }
    return [...rows, ...curve()];
  } finally {
    await voice.close();
    await place.close();
  }
}

type SoundOf = ReturnType<typeof createLineSound>;

async function run(
  place: TurnPlace,
  profile: Profile,
  soundOf: SoundOf,
  tell: (line: string) => void,
  { signal, isSmall }: RunOptions,
): Promise<Row[]> {
  const sandbox = await startSandbox({ clock: systemClock, random: seededRandom(5), latency: profile.latency });
  const { deepgram, openai, cartesia } = sandbox.env;
  const worker = await place.startWorker({ ...deepgram, ...openai, ...cartesia, ...profile.env });
  const all: Measured = {
    plain: [],
    withTool: [],
    firstSound: [],
    fillers: 0,
    split: 0,
    lines: 0,
    cutOffs: 0,
    calls: 0,
    cold: [],
  };
  const random = seededRandom(23);
  const talks = languages.map((language) =>
    Array.from({ length: LINES * ROUNDS }, (_, index) => talkOf(language, index, random)),
  );
  try {
    await Promise.all(
      talks.flatMap((queue) =>
        Array.from({ length: isSmall ? 1 : LINES }, async () => {
          for (let round = 0; round < (isSmall ? 1 : ROUNDS); round++) {
            signal.throwIfAborted();
            const talk = queue.shift();
            if (talk === undefined) return;
            await callOnce(place, worker.voiceUrl, talk, { soundOf, sandbox, all, isCold: round === 0 && !isSmall });
            tell(`  ${talk.name}: ${all.plain.length + all.withTool.length} turns so far`);
          }
        }),
      ),
    );
    const figures = figuresIn(await (await fetch(`${worker.voiceUrl}/metrics`)).text());
    return rowsOf(profile, all, figures, sandbox);
  } finally {
    await worker.stop();
    await sandbox.close();
  }
}

async function callOnce(
  { clinic, authToken }: TurnPlace,
  voiceUrl: string,
  { from, to, lines, language }: Scenario,
  { soundOf, sandbox, all, isCold }: { soundOf: SoundOf; sandbox: Sandbox; all: Measured; isCold: boolean },
): Promise<void> {
  const listener = await listenToClinic(clinic, { number: to, onTurn: () => undefined });
  const meter = createGapMeter();
  try {
    await placeCall({
      ...{ voiceUrl, authToken, from, to, lines, ears: listener.ears, maxMs: 200_000 },
      async voiceOf(say) {
        const heard = lines.find((line) => line.say === say)?.heard ?? say;
        const { audio, words } = await soundOf(say, heard, language);
        sandbox.tell({ audio, words, text: plain(heard), language });
        return audio;
      },
      onSaying: async () => meter.saying(true),
      onSaid: () => meter.saying(false),
      onTick: meter.tick,
      onCall: listener.follow,
    });
    const detail = await listener.result();
    for (const { replyMs, soundMs, hasTool } of answersOf(meter.gaps, detail)) {
      if (isCold && !hasTool) all.cold.push(replyMs);
      if (isCold) continue;
      (hasTool ? all.withTool : all.plain).push(replyMs);
      if (hasTool) all.firstSound.push(soundMs);
      else if (soundMs < replyMs) all.fillers += 1;
    }
    all.split += Math.max(0, detail.turns.filter(({ who }) => who === 'caller').length - meter.lines);
    all.lines += meter.lines;
    all.cutOffs += meter.cutOffs;
    all.calls += 1;
  } finally {
    listener.stop();
  }
}

function rowsOf({ name, limits }: Profile, all: Measured, figures: Figures, sandbox: Sandbox): Row[] {
  const row = (what: string, value: number, unit: string, limit: number | null = null): Row => ({
    ...{ name: `${name}: ${what}`, value, unit, limit },
  });
  const [p50, p95] = limits ?? [null, null];
  const turns = all.plain.length + all.withTool.length;
  const sounds = (labels: Record<string, string>) => figures.count('voice_reply_sounds_total', labels);
  const chats = sandbox.openai.chats();
  const sum = (of: (chat: (typeof chats)[number]) => number) => chats.reduce((all, chat) => all + of(chat), 0);
  const asked = sum(({ promptTokens }) => promptTokens);
  const cachedShare = sum(({ cachedTokens }) => cachedTokens) / asked;
  const wasted = (kind: string) => figures.count('voice_wasted_tokens_total', { kind });
  const hedges = figures.count('voice_hedged_requests_total');
  return [
    row('gap p50, without a tool', percentile(all.plain, 0.5), `ms of ${all.plain.length}`, p50),
    row('gap p95, without a tool', percentile(all.plain, 0.95), `ms of ${all.plain.length}`, p95),
    ...(all.cold.length === 0
      ? []
      : [row('the same p50, first calls of a worker', percentile(all.cold, 0.5), `ms of ${all.cold.length}`)]),
    row('of these behind a filler', all.fillers, `of ${all.plain.length}`),
    row('gap p50, with a tool', percentile(all.withTool, 0.5), `ms of ${all.withTool.length}`),
    row('gap p95, with a tool', percentile(all.withTool, 0.95), `ms of ${all.withTool.length}`),
    row('first sound p50, with a tool', percentile(all.firstSound, 0.5), `ms of ${all.firstSound.length}`),
    row('first sound p95, with a tool', percentile(all.firstSound, 0.95), `ms of ${all.firstSound.length}`),
    row('turns with a tool', (100 * all.withTool.length) / turns, `% of ${turns}`),
    row('replies into an unfinished line', (100 * all.cutOffs) / all.lines, `% of ${all.lines}`, 5),
    row('further turns that lines came in', (100 * all.split) / all.lines, `% of ${all.lines}`),
    row('silence waited for, mean', figures.mean('voice_endpoint_wait_ms'), 'ms'),
    row('then its transcript, mean', figures.mean('voice_stt_latency_ms'), 'ms'),
    row('model’s first words, mean', figures.mean('voice_llm_latency_ms'), 'ms'),
    row('voice’s first sound, mean', figures.mean('voice_tts_latency_ms'), 'ms'),
    row('our own share within 15 ms', figures.shareUpTo('voice_own_latency_ms', 15), '% of replies'),
    row('replies made ahead', sounds({ made: 'ahead' }), `of ${sounds({})}`),
    row('replies that began with kept sound', sounds({ sound: 'kept' }), `of ${sounds({})}`),
    row('speculations used', figures.count('voice_speculations_total', { result: 'used' }), ''),
    row('speculations thrown away', figures.count('voice_speculations_total', { result: 'discarded' }), ''),
    row('what these took: prompt tokens not known before', wasted('prompt'), 'tokens'),
    row('what these took: known prompt tokens', wasted('cached'), 'tokens'),
    row('what these took: written tokens', wasted('completion'), 'tokens'),
    row('the same, share of all that was asked', (100 * (wasted('prompt') + wasted('cached'))) / asked, '%'),
    row('prompt tokens that the provider knew', 100 * cachedShare, '%'),
    row('requests made twice', hedges, `of ${chats.length}`),
    row('the second of them, share of all requests', (100 * hedges) / chats.length, '%'),
    row('of these the second was first', figures.count('voice_hedged_requests_total', { winner: 'second' }), ''),
  ];
}
