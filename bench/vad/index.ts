// Voice activity: what a window costs where many calls are judged at once, and how often the gate is right on speech whose edges are known, on silence, and on noise.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '@vaani/config';
import { readWav } from '@vaani/speech';
import { createSileroVad, type SileroVad } from '../../apps/voice/src/turn/silero/silero.ts';
import { advance, defaults, quiet } from '../../apps/voice/src/turn/speech-gate.ts';
import { percentile, type Row, type RunOptions } from '../report.ts';
import { lineNoise, overTelephone, spliced, spokenClips, WINDOW } from './labelled.ts';

const CALLS = 64;
const ROUNDS = 300;
const COLLAR_MS = 100;
const SILENCE_MS = 120_000;
const limits = { windowUs: 25, accuracy: 95, falseAlarms: 2 } as const;

export async function benchVad(tell: (line: string) => void, { signal, isSmall }: RunOptions): Promise<Row[]> {
  const vad = await createSileroVad();
  const random = seededRandom(7);
  try {
    const { clips, source } = await spokenClips();
    tell(`speech: ${clips.length} clips, ${source}`);
    const speech = spliced(isSmall ? clips.slice(0, 20) : clips, random, COLLAR_MS);
    const judged = await judge(vad, speech.pcm);
    const share = (isCounted: (index: number) => boolean) => {
      const counted = speech.labels.flatMap((label, index) =>
        isCounted(index) ? [label.isSpeech === judged[index]] : [],
      );
      return (100 * counted.filter(Boolean).length) / counted.length;
    };
    const inner = (index: number) => speech.labels[index]?.isEdge === false;
    signal.throwIfAborted();
    const silence = await judge(vad, overTelephone(lineNoise(random, SILENCE_MS)));
    const noise = await falseAlarmsInNoise(vad, tell);
    return [
      row(
        `one window, ${CALLS} calls at once, median`,
        await windowCost(vad, isSmall ? 20 : ROUNDS),
        'µs',
        limits.windowUs,
      ),
      {
        ...row(`windows judged right, a collar of ${COLLAR_MS} ms apart`, share(inner), '%', limits.accuracy),
        bound: 'at least',
      },
      row(
        'windows judged right, edges too',
        share(() => true),
        `% of ${speech.labels.length}`,
      ),
      row(
        'false alarms in silence',
        (100 * silence.filter(Boolean).length) / silence.length,
        '% of windows',
        limits.falseAlarms,
      ),
      ...noise,
    ];
  } finally {
    await vad.close();
  }
}

const row = (name: string, value: number, unit: string, limit: number | null = null): Row => ({
  name,
  value,
  unit,
  limit,
});

/** Which windows belong to an utterance: those before it was sure of it too. */
async function judge(vad: SileroVad, pcm: Int16Array): Promise<boolean[]> {
  const judged: boolean[] = [];
  let gate = quiet;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const all = Math.floor(pcm.length / WINDOW);
  const activity = vad.open((probability, level) => {
    const next = advance(gate, { probability, ...(level === undefined ? {} : { level }) });
    gate = next.gate;
    judged.push(gate.isSpeaking && gate.silenceMs === 0);
    if (next.event === 'started') judged.fill(true, judged.length - Math.round(gate.speechMs / defaults.windowMs));
    // An utterance is over for the policy after some silence; here after a third of a second.
    if (gate.isSpeaking && gate.silenceMs > 320) gate = quiet;
    if (judged.length === all) resolve();
  }, reject);
  activity.push(pcm);
  await promise;
  activity.close();
  return judged;
}

/** Microseconds of a window: all calls push one, and all are answered, again and again. */
async function windowCost(vad: SileroVad, rounds: number): Promise<number> {
  const random = seededRandom(3);
  const windows = Array.from({ length: CALLS }, () => lineNoise(random, WINDOW / 8));
  let open = 0;
  let done: () => void = () => undefined;
  const activities = windows.map(() =>
    vad.open(() => {
      open -= 1;
      if (open === 0) done();
    }),
  );
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    open = CALLS;
    await new Promise<void>((resolve) => {
      done = resolve;
      for (const [index, activity] of activities.entries()) activity.push(windows[index] ?? new Int16Array(WINDOW));
    });
    times.push(((performance.now() - began) * 1_000) / CALLS);
  }
  for (const activity of activities) activity.close();
  return percentile(times, 0.5);
}

/** Each recording of noise apart: some hold people. */
async function falseAlarmsInNoise(vad: SileroVad, tell: (line: string) => void): Promise<Row[]> {
  const data = process.env.VAANI_TEST_DATA ?? '';
  if (data === '') {
    tell('noise: left out, VAANI_TEST_DATA is not set');
    return [];
  }
  const folder = join(data, 'noise');
  const rows: Row[] = [];
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.wav')).sort()) {
    const judged = await judge(vad, overTelephone(await readWav(await readFile(join(folder, name)))));
    const alarms = (100 * judged.filter(Boolean).length) / judged.length;
    rows.push(row(`taken for speech: ${name.replace('.wav', '')}`, alarms, '% of windows'));
  }
  return rows;
}
