// How many calls one worker on one core bears: calls in full conversation from another process, through the real WebSocket, the real SDKs and the sandbox. And
// whether calls leave memory behind.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { seededRandom, systemClock } from '@vaani/config';
import { type Sandbox, startSandbox } from '@vaani/sandbox';
import { createVoice } from '@vaani/speech';
import { type Sound, spokenSounds } from '../barge-in/sounds.ts';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { type BenchCaller, callIn } from '../telephone/caller.ts';
import { figuresIn, quantileBetween } from '../telephone/figures.ts';
import { openTurnPlace, type TurnPlace, type VoiceWorker } from '../telephone/place.ts';

const STEPS = [25, 50, 100, 150, 200] as const;
const STEP_MS = 45_000;
/** Calls come one after another, not all at once. */
const RAMP_MS = 60;
const SHORT_CALLS = 2_000;
const SHORT_AT_ONCE = 20;
const SHORT_MS = 300;
/** What the worker's measure of its lag reads with nothing to do: it includes the period of its own timer. ms */
const LAG_PERIOD_MS = 10;
const limits = { calls: 200, lagMs: 20, jitterMs: 20, callMb: 3, growthMb: 30 } as const;
const TO = '+912066000001';

interface Step {
  calls: number;
  lagMs: number;
  /** Of the frames as the worker sends them, to the bound of a bucket. */
  jitterMs: number;
  /** As they arrive, the lag of whoever takes them included. */
  arrivalMs: number;
  /** Share of a core, %. */
  workerCpu: number;
  loadCpu: number;
  rssMb: number;
  /** Answers that did not come. */
  unanswered: number;
}

export async function benchCapacity(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  // What is started from here stays off the worker's core, as far as the system can.
  keepToCore(1);
  const place = await openTurnPlace(signal);
  const voice = createVoice();
  const sandbox = await startSandbox({ clock: systemClock, random: seededRandom(5), latency: 'targets' });
  try {
    if (place.redisKind !== 'redis-server')
      throw new Error(
        'This bench needs a real redis-server: install it (Debian: apt-get install redis-server) and see that it is on the PATH.',
      );
    const { questions } = await spokenSounds(voice);
    const { deepgram, openai, cartesia } = sandbox.env;
    const worker = await place.startWorker({ ...deepgram, ...openai, ...cartesia, VAANI_MAX_CALLS: '400' }, 0);
    const steps: Step[] = [];
    const before = await rssMbOf(worker);
    for (const calls of isSmall ? [5] : STEPS) {
      signal.throwIfAborted();
      const step = await hold(place, worker, sandbox, questions, calls, isSmall ? 8_000 : STEP_MS);
      tell(describe(step));
      steps.push(step);
      if (step.lagMs > 5 * limits.lagMs) break;
    }
    const growth = await shortCalls(place, worker, sandbox, isSmall ? 40 : SHORT_CALLS, signal);
    await worker.stop();
    return rowsOf(steps, before, growth);
  } finally {
    await sandbox.close();
    await voice.close();
    await place.close();
  }
}

/** This process, and all that it starts, runs on one core from now on. */
function keepToCore(core: number): void {
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)]);
}

/** So many calls talk for a while. */
async function hold(
  { authToken }: TurnPlace,
  worker: VoiceWorker,
  sandbox: Sandbox,
  questions: readonly Sound[],
  calls: number,
  forMs: number,
): Promise<Step> {
  const { voiceUrl } = worker;
  const callers: BenchCaller[] = [];
  let unanswered = 0;
  let placed = 1_000 * calls;
  let isOver = false;
  const talk = async (index: number) => {
    await new Promise((resolve) => setTimeout(resolve, index * RAMP_MS));
    const call = async () => {
      const caller = await callIn({
        ...{ voiceUrl, authToken, sandbox, to: TO, onCall: () => undefined },
        from: phone(placed++),
      });
      callers.push(caller);
      await caller.untilReply().catch(() => {
        unanswered += 1;
      });
      await caller.untilSilence();
      return caller;
    };
    let caller = await call();
    for (let at = index; !isOver; at++) {
      // One whom the receptionist has sent on or taken leave of is followed by the next, so that as many talk all the while.
      if (caller.isOver) {
        await caller.hangUp();
        caller = await call();
      }
      const question = questions[at % questions.length] as Sound;
      await caller.say(question.audio, question.text, question.language);
      await caller.untilReply().catch(() => {
        unanswered += 1;
      });
      await caller.untilSilence();
    }
    await caller.hangUp();
  };
  const talks = Promise.all(Array.from({ length: calls }, (_, index) => talk(index)));
  await new Promise((resolve) => setTimeout(resolve, calls * RAMP_MS + 8_000));
  for (const caller of callers) (caller.jitterMs as number[]).length = 0;
  const [from, loadFrom] = [await cpuSecondsOf(worker), process.cpuUsage()];
  const jitterFrom = await jittersOf(worker);
  const began = performance.now();
  const lags: number[] = [];
  while (performance.now() - began < forMs) {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    // The worker's own measure since it was last asked.
    const lagMs = 1_000 * figuresIn(await metricsOf(worker)).count('nodejs_eventloop_lag_p99_seconds');
    lags.push(Math.max(0, lagMs - LAG_PERIOD_MS));
  }
  const seconds = (performance.now() - began) / 1_000;
  const load = process.cpuUsage(loadFrom);
  const step: Step = {
    calls,
    lagMs: percentile(lags, 0.5),
    jitterMs: quantileBetween(jitterFrom, await jittersOf(worker), 0.99),
    arrivalMs: percentile(
      callers.flatMap(({ jitterMs }) => jitterMs),
      0.99,
    ),
    workerCpu: (100 * ((await cpuSecondsOf(worker)) - from)) / seconds,
    loadCpu: (100 * (load.user + load.system)) / 1e6 / seconds,
    rssMb: await rssMbOf(worker),
    unanswered,
  };
  isOver = true;
  await talks;
  return step;
}

/**
 * Calls that are over as soon as they have begun. @returns what memory they left, MB: the least of the last quarter over the least of the second, since what is
 * held goes up and down with the collector.
 */
async function shortCalls(
  { authToken }: TurnPlace,
  worker: VoiceWorker,
  sandbox: Sandbox,
  count: number,
  signal: AbortSignal,
): Promise<number> {
  let next = 0;
  const held: number[] = [];
  await Promise.all(
    Array.from({ length: SHORT_AT_ONCE }, async () => {
      for (let index = next++; index < count; index = next++) {
        signal.throwIfAborted();
        const caller = await callIn({
          ...{ voiceUrl: worker.voiceUrl, authToken, sandbox, to: TO, onCall: () => undefined },
          from: phone(index),
        });
        await caller.wait(SHORT_MS);
        await caller.hangUp();
        held[index] = await rssMbOf(worker);
      }
    }),
  );
  const quarter = Math.floor(count / 4);
  const least = (from: number, to: number) => Math.min(...held.slice(from, to).filter(Number.isFinite));
  return least(count - quarter, count) - least(quarter, 2 * quarter);
}

const phone = (index: number): string => `+9170${String(10_000_000 + index)}`;

const jittersOf = async (worker: VoiceWorker) => figuresIn(await metricsOf(worker)).buckets('voice_frame_jitter_ms');
const metricsOf = async ({ voiceUrl }: VoiceWorker): Promise<string> => (await fetch(`${voiceUrl}/metrics`)).text();
const cpuSecondsOf = async (worker: VoiceWorker) =>
  figuresIn(await metricsOf(worker)).count('process_cpu_seconds_total');

async function rssMbOf(worker: VoiceWorker): Promise<number> {
  const status = await readFile(`/proc/${worker.pid}/status`, 'utf8').catch(() => '');
  const kb = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kb === undefined
    ? figuresIn(await metricsOf(worker)).count('process_resident_memory_bytes') / 2 ** 20
    : Number(kb) / 1_024;
}

const describe = ({ calls, lagMs, jitterMs, arrivalMs, workerCpu, loadCpu, rssMb, unanswered }: Step): string =>
  `  ${calls} calls: lag p99 ${lagMs.toFixed(1)} ms, jitter p99 ≤ ${jitterMs.toFixed(0)} ms (${arrivalMs.toFixed(0)} as it arrives), worker ${workerCpu.toFixed(0)}% of a core, load and sandbox ${loadCpu.toFixed(0)}%, ${rssMb.toFixed(0)} MB, ${unanswered} unanswered`;

function rowsOf(steps: readonly Step[], beforeMb: number, growthMb: number): Row[] {
  const good = steps.filter(({ lagMs, jitterMs }) => lagMs <= limits.lagMs && jitterMs <= limits.jitterMs);
  const last = steps.at(-1);
  const first = steps[0];
  if (last === undefined || first === undefined) return [];
  const perCall =
    steps.length > 1 ? (last.rssMb - first.rssMb) / (last.calls - first.calls) : (first.rssMb - beforeMb) / first.calls;
  return [
    {
      name: 'calls in full conversation, lag and jitter p99 within 20 ms',
      value: Math.max(0, ...good.map(({ calls }) => calls)),
      unit: 'calls',
      limit: limits.calls,
      bound: 'at least',
    },
    ...steps.flatMap((step): Row[] => [
      { name: `${step.calls} calls: event-loop lag p99`, value: step.lagMs, unit: 'ms', limit: null },
      {
        name: `${step.calls} calls: frame pacing jitter p99, as sent, at most`,
        value: step.jitterMs,
        unit: 'ms',
        limit: null,
      },
      {
        name: `${step.calls} calls: the same as it arrives, with the load generator’s lag`,
        value: step.arrivalMs,
        unit: 'ms',
        limit: null,
      },
      {
        name: `${step.calls} calls: worker, per call`,
        value: step.workerCpu / step.calls,
        unit: '% of a core',
        limit: null,
      },
      {
        name: `${step.calls} calls: load generator and sandbox together`,
        value: step.loadCpu,
        unit: '% of a core',
        limit: null,
      },
      { name: `${step.calls} calls: questions without an answer`, value: step.unanswered, unit: '', limit: null },
    ]),
    { name: 'memory per further call', value: perCall, unit: 'MB', limit: limits.callMb },
    { name: 'memory grown by calls made and ended', value: growthMb, unit: 'MB', limit: limits.growthMb },
  ];
}
