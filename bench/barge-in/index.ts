// Who speaks over the receptionist: how soon the line falls silent for words, whether a "haan" or a noise takes the turn. Calls in real time through the real
// WebSocket, the voice service as a process of its own, the real SDKs and the sandbox.
import { type ClinicContext, findCallBySid, findClinicByNumber, getCall } from '@vaani/clinic';
import { type Random, seededRandom, systemClock } from '@vaani/config';
import { startSandbox } from '@vaani/sandbox';
import { createVoice } from '@vaani/speech';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { type BenchCaller, callIn } from '../telephone/caller.ts';
import { openTurnPlace } from '../telephone/place.ts';
import { noises, type Sound, spokenSounds } from './sounds.ts';

const LINES = 8;
const TRIALS = 108;
const TRIALS_A_CALL = 4;
const NOISE_LEVELS = [0, 10, 20] as const;
const limits = { clearMs: 250, stopped: 10, taken: 2 } as const;
/** A word over a reply comes somewhere in it. */
const [SOONEST_MS, LATEST_MS] = [500, 3_000];
/** A reply that is still to be heard so long after words began, and was not cleared, goes on over them. */
const DEAF_MS = 400;
/** By then it is plain what became of the reply. */
const SETTLED_MS = 2_500;
const TO = '+912066000001';
/** Everybody rings from a phone of their own: one that rings sixty times within an hour is not answered. */
const phone = (call: number): string => `+9160001${String(call).padStart(5, '0')}`;

type Kind = 'interruption' | 'backchannel' | 'noise over a reply' | 'noise in silence';
interface Trial {
  kind: Kind;
  sound: Sound;
}
interface Results {
  clearMs: number[];
  /** Replies that did not stop for words. */
  deaf: number;
  /** Replies that were over before they could have stopped. */
  over: number;
  trials: Record<Kind, number>;
  /** Turns that were taken by what is none, and replies that did not go on. */
  wrong: Record<Kind, number>;
}

export async function benchBargeIn(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const place = await openTurnPlace(signal);
  const voice = createVoice();
  const random = seededRandom(31);
  const sandbox = await startSandbox({ clock: systemClock, random: seededRandom(5), latency: 'targets' });
  try {
    const sounds = await spokenSounds(voice);
    const allNoises = await noises(sounds.questions, NOISE_LEVELS, random);
    if (allNoises.length === 0) tell('noise: left out, VAANI_TEST_DATA is not set');
    const of = (kind: Kind, from: readonly Sound[], count: number): Trial[] =>
      from.length === 0
        ? []
        : Array.from({ length: count }, (_, at) => ({ kind, sound: from[at % from.length] as Sound }));
    const calls = [
      ...inCalls(of('interruption', sounds.interruptions, isSmall ? 4 : TRIALS)),
      ...inCalls(of('backchannel', sounds.backchannels, isSmall ? 4 : TRIALS)),
      ...inCalls(of('noise over a reply', allNoises, isSmall ? 0 : allNoises.length)),
      ...inCalls(of('noise in silence', allNoises, isSmall ? 0 : allNoises.length)),
    ];
    const { deepgram, openai, cartesia } = sandbox.env;
    const worker = await place.startWorker({ ...deepgram, ...openai, ...cartesia });
    const found = await findClinicByNumber(place.clinic, TO);
    if (found === null) throw new Error(`no clinic has ${TO}`);
    const ctx: ClinicContext = { ...place.clinic, clinicId: found.clinicId, actor: { kind: 'system' } };
    const none = (): Record<Kind, number> => ({
      interruption: 0,
      backchannel: 0,
      'noise over a reply': 0,
      'noise in silence': 0,
    });
    const results: Results = { clearMs: [], deaf: 0, over: 0, trials: none(), wrong: none() };
    let placed = 0;
    await Promise.all(
      Array.from({ length: LINES }, async () => {
        for (let trials = calls.shift(); trials !== undefined; trials = calls.shift()) {
          signal.throwIfAborted();
          const caller = await callIn({
            voiceUrl: worker.voiceUrl,
            authToken: place.authToken,
            from: phone(++placed),
            to: TO,
            sandbox,
            onCall: () => undefined,
          });
          const wrong = await play(caller, trials, sounds.questions, random, results);
          await caller.hangUp();
          const [kind] = trials.map((trial) => trial.kind);
          if (kind !== undefined && kind !== 'interruption')
            results.wrong[kind] += Math.max(wrong, await wronglyIn(ctx, caller.callSid, trials.length));
          tell(`  ${kind}: ${calls.length} calls to go`);
        }
      }),
    );
    await worker.stop();
    return rowsOf(results);
  } finally {
    await sandbox.close();
    await voice.close();
    await place.close();
  }
}

/** Trials of one kind, so many a call. */
function inCalls(trials: readonly Trial[]): Trial[][] {
  return Array.from({ length: Math.ceil(trials.length / TRIALS_A_CALL) }, (_, at) =>
    trials.slice(at * TRIALS_A_CALL, (at + 1) * TRIALS_A_CALL),
  );
}

/** @returns how many replies did not go on, as far as the ear can tell. */
async function play(
  caller: BenchCaller,
  trials: readonly Trial[],
  questions: readonly Sound[],
  random: Random,
  results: Results,
): Promise<number> {
  let wrong = 0;
  await caller.untilReply();
  await caller.untilSilence();
  for (const { kind, sound } of trials) {
    results.trials[kind] += 1;
    const question = questions[Math.floor(random.next() * questions.length)] as Sound;
    await caller.say(question.audio, question.text, question.language);
    await caller.untilReply();
    if (kind === 'noise in silence') await caller.untilSilence();
    else await caller.wait(SOONEST_MS + random.next() * (LATEST_MS - SOONEST_MS));
    const spokenAt = await caller.say(sound.audio, sound.text, sound.language);
    if (kind === 'interruption') {
      await caller.untilSilence();
      const clearedAt = caller.clearedSince(spokenAt);
      if (clearedAt !== null) results.clearMs.push(clearedAt - spokenAt);
      else if (caller.heardAt(spokenAt + DEAF_MS)) results.deaf += 1;
      else results.over += 1;
    } else {
      const from = caller.atMs;
      await caller.wait(SETTLED_MS);
      const isHeard = caller.heardSince(from);
      // Over a reply the sound goes on, in silence none comes.
      if (isHeard !== (kind !== 'noise in silence')) wrong += 1;
    }
    await caller.untilSilence();
  }
  return wrong;
}

const WRITTEN_MS = 10_000;

/** By the record: replies that were cut, and replies beyond the greeting and the answers to the questions. What was said over them may stand there too. */
async function wronglyIn(ctx: ClinicContext, callSid: string, questions: number): Promise<number> {
  const deadline = performance.now() + WRITTEN_MS;
  for (;;) {
    const found = await findCallBySid(ctx, callSid);
    const call = found === null ? null : await getCall(ctx, found.callId);
    if (call !== null && call.outcome !== null) {
      const cut = call.turns.filter(({ who, isInterrupted }) => who === 'agent' && isInterrupted).length;
      const more = call.turns.filter(({ who }) => who === 'agent').length - questions - 1;
      return Math.max(cut, more, 0);
    }
    if (performance.now() > deadline) throw new Error('a call was not written');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function rowsOf({ clearMs, deaf, over, trials, wrong }: Results): Row[] {
  const share = (kind: Kind) => (100 * wrong[kind]) / trials[kind];
  const noise = (['noise over a reply', 'noise in silence'] as const).filter((kind) => trials[kind] > 0);
  return [
    {
      name: 'words over a reply: first sample to clear, p50',
      value: percentile(clearMs, 0.5),
      unit: `ms of ${clearMs.length}`,
      limit: null,
    },
    {
      name: 'words over a reply: first sample to clear, p95',
      value: percentile(clearMs, 0.95),
      unit: `ms of ${clearMs.length}`,
      limit: limits.clearMs,
    },
    {
      name: 'words over a reply that did not stop it',
      value: deaf,
      unit: `of ${trials.interruption}`,
      limit: 0,
      bound: 'exactly',
    },
    { name: 'replies that were over as the words began', value: over, unit: `of ${trials.interruption}`, limit: null },
    {
      name: '“haan” that stopped a reply',
      value: share('backchannel'),
      unit: `% of ${trials.backchannel}`,
      limit: limits.stopped,
    },
    ...noise.map((kind) => ({
      name: `${kind} that took the turn`,
      value: share(kind),
      unit: `% of ${trials[kind]}`,
      limit: limits.taken,
    })),
  ];
}
