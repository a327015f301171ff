// From a caller's last sound to the first frame of the reply: calls in three languages in real time, through the real WebSocket, the voice service as a process
// of its own, the real SDKs and the sandbox with the delays of the table. The rules think.
import { findClinicByNumber } from '@vaani/clinic';
import { seededRandom, systemClock } from '@vaani/config';
import { type LatencyName, placeCall, type Scenario, scenarios, startSandbox } from '@vaani/sandbox';
import { createVoice } from '@vaani/speech';
import { cancelEarlierTrials } from '../../scripts/call/earlier-trials.ts';
import { listenToClinic } from '../../scripts/call/listener.ts';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { createGapMeter, type Gap, meanOf } from './gaps.ts';
import { openTurnPlace, type TurnPlace } from './place.ts';

/** The delays, and what they must come to: p50 and p95. */
const profiles: readonly { name: LatencyName; limits: readonly [number, number] }[] = [
  { name: 'targets', limits: [450, 700] },
  { name: 'current', limits: [620, 800] },
  { name: 'field', limits: [830, 1_500] },
];
const callers = ['book-english', 'book-hindi', 'book-hinglish'];
/** Calls of each caller: about eight turns each, so that there are two hundred. */
const ROUNDS = 9;

interface Measured {
  plain: number[];
  withTool: number[];
  lines: number;
  cutOffs: number;
  booked: number;
  calls: number;
}

export async function benchTurn(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const place = await openTurnPlace(signal);
  const voice = createVoice();
  try {
    const sounds = new Map<string, Uint8Array>();
    const chosen = scenarios.filter(({ name }) => callers.includes(name)).slice(0, isSmall ? 1 : callers.length);
    for (const { lines, language } of chosen)
      for (const { say } of lines)
        if (say !== undefined)
          sounds.set(say, await voice.speak({ text: say, language: language === 'en' ? 'en' : 'hi', voice: 'caller' }));
    const rows: Row[] = [];
    for (const profile of isSmall ? profiles.slice(0, 1) : profiles) {
      tell(`delays: ${profile.name}`);
      rows.push(...(await run(place, profile, chosen, sounds, { rounds: isSmall ? 1 : ROUNDS, tell, signal })));
    }
    return rows;
  } finally {
    await voice.close();
    await place.close();
  }
}

async function run(
  place: TurnPlace,
  { name, limits }: (typeof profiles)[number],
  chosen: readonly Scenario[],
  sounds: ReadonlyMap<string, Uint8Array>,
  { rounds, tell, signal }: { rounds: number; tell: (line: string) => void; signal: AbortSignal },
): Promise<Row[]> {
  const sandbox = await startSandbox({ clock: systemClock, random: seededRandom(5), latency: name });
  const { deepgram, openai, cartesia } = sandbox.env;
  const worker = await place.startWorker({ ...deepgram, ...openai, ...cartesia });
  const all: Measured = { plain: [], withTool: [], lines: 0, cutOffs: 0, booked: 0, calls: 0 };
  try {
    await Promise.all(
      chosen.map(async (scenario) => {
        for (let round = 0; round < rounds; round++) {
          signal.throwIfAborted();
          await callOnce(place, worker.voiceUrl, scenario, sounds, sandbox.tell, all);
          tell(
            `  ${scenario.name}, call ${round + 1} of ${rounds}: ${all.plain.length + all.withTool.length} turns so far`,
          );
        }
      }),
    );
    const text = await (await fetch(`${worker.voiceUrl}/metrics`)).text();
    return rowsOf(name, limits, all, text);
  } finally {
    await worker.stop();
    await sandbox.close();
  }
}

async function callOnce(
  { clinic, authToken }: TurnPlace,
  voiceUrl: string,
  { from, to, lines, language, goal }: Scenario,
  sounds: ReadonlyMap<string, Uint8Array>,
  prompt: (told: { audio: Uint8Array; text: string; language: Scenario['language'] }) => void,
  all: Measured,
): Promise<void> {
  const found = await findClinicByNumber(clinic, to);
  if (found === null) throw new Error(`no clinic has ${to}`);
  await cancelEarlierTrials({ ...clinic, clinicId: found.clinicId, actor: { kind: 'system' } }, from);
  const listener = await listenToClinic(clinic, { number: to, onTurn: () => undefined });
  const meter = createGapMeter();
  try {
    await placeCall({
      ...{ voiceUrl, authToken, from, to, lines, ears: listener.ears, maxMs: 150_000 },
      voiceOf: async (text) => sounds.get(text) ?? new Uint8Array(0),
      async onSaying({ heard, audio }) {
        prompt({ audio, text: heard, language });
        meter.saying(true);
      },
      onSaid: () => meter.saying(false),
      onTick: meter.tick,
      onCall: listener.follow,
    });
    const detail = await listener.result();
    const tools = detail.events.filter(({ kind }) => kind === 'tool').map(({ atMs }) => atMs);
    const hasTool = ({ fromMs, atMs }: Gap) => tools.some((tool) => tool >= fromMs && tool <= atMs);
    for (const gap of meter.gaps) (hasTool(gap) ? all.withTool : all.plain).push(gap.gapMs);
    all.lines += meter.lines;
    all.cutOffs += meter.cutOffs;
    all.booked += detail.outcome === goal ? 1 : 0;
    all.calls += 1;
  } finally {
    listener.stop();
  }
}

function rowsOf(name: string, [p50, p95]: readonly [number, number], all: Measured, metrics: string): Row[] {
  const row = (what: string, value: number, unit: string, limit: number | null = null): Row => ({
    ...{ name: `${name}: ${what}`, value, unit, limit },
  });
  const of = `ms of ${all.plain.length}`;
  const [stt, tts] = [meanOf(metrics, 'voice_stt_latency_ms'), meanOf(metrics, 'voice_tts_latency_ms')];
  const mean = all.plain.reduce((sum, ms) => sum + ms, 0) / all.plain.length;
  return [
    row('gap p50, without a tool', percentile(all.plain, 0.5), of, p50),
    row('gap p95, without a tool', percentile(all.plain, 0.95), of, p95),
    ...(all.withTool.length === 0
      ? []
      : [
          row('gap p50, with a tool', percentile(all.withTool, 0.5), `ms of ${all.withTool.length}`),
          row('gap p95, with a tool', percentile(all.withTool, 0.95), `ms of ${all.withTool.length}`),
        ]),
    row('of the mean gap: from the end of the turn to its transcript', stt, 'ms'),
    row('of the mean gap: from the sentence to its first sound', tts, 'ms'),
    row('of the mean gap: the wait for the end of the turn, and our own share', mean - stt - tts, 'ms'),
    row('replies into an unfinished line', (100 * all.cutOffs) / all.lines, `% of ${all.lines}`),
    row('calls that came to what the caller wanted', all.booked, `of ${all.calls}`),
  ];
}
