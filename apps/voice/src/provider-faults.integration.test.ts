// Guards a whole call against every fault of every stage, over the real SDKs: the caller who has spoken hears something within three seconds, and is answered or put through.
import { findCallBySid, findClinicByNumber } from '@vaani/clinic';
import { seededRandom, voiceSettings } from '@vaani/config';
import { namedFaults, type ProviderRoom, startSandbox } from '@vaani/sandbox';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createSteadyClock } from '../../../packages/providers/src/testing/steady-clock.ts';
import { demoNumbers } from '../../../prisma/seed.ts';
import { createPhone } from './testing/phone.ts';
import { startVoiceWorld, type VoiceWorld } from './testing/voice-world.ts';
import { fillerAt } from './turn/filler.ts';

const SILENCE_MS = 3_000;
const words = 'Doctor Sharma, tomorrow.';
const stages: Record<string, ProviderRoom> = { hearing: 'deepgram', thinking: 'openai', speaking: 'cartesia' };
const { close: _, ...faults } = namedFaults;
const fillers = (['en', 'hi', 'hi-en'] as const).flatMap((language) =>
  [0, 1, 2].map((count) => fillerAt(count, language).text),
);

/** Stands still while the machine is busy: the world and its providers go by it, and so does what is measured. */
const clock = createSteadyClock();
let world: VoiceWorld;
let sound: Uint8Array;
/** Those who want to know what the agent says in a call. */
const listeners = new Map<string, (turnId: string, text: string) => void>();
const watching = new AbortController();
let watched: Promise<void>;
beforeAll(async () => {
  world = await startVoiceWorld({ recogniserThreads: 1, clock });
  sound = await world.voice.speak({ text: words, language: 'en', voice: 'caller' });
  const clinic = await findClinicByNumber(world.deps, demoNumbers.asha);
  watched = (async () => {
    for await (const item of world.deps.live.subscribe(clinic?.clinicId ?? '', { signal: watching.signal }))
      if ('event' in item && item.event.type === 'turn.words' && item.event.data.who === 'agent')
        listeners.get(item.event.data.callId)?.(item.event.data.turnId, item.event.personal.text);
  })();
}, 120_000);
afterAll(async () => {
  watching.abort();
  await watched;
  await world.close();
  clock.close();
});

/** Speaks over the greeting while a provider fails, and listens until it is answered. */
async function callWhile(room: ProviderRoom, fault: keyof typeof faults, from: string) {
  const sandbox = await startSandbox({ clock, random: seededRandom(3), latency: 'current' });
  const { deepgram, openai, cartesia } = sandbox.env;
  const { accounts } = voiceSettings({ ...world.env, ...deepgram, ...openai, ...cartesia });
  const worker = await world.startWorker({ accounts });
  const phone = createPhone(world, worker);
  try {
    let spokeAt: number | undefined;
    let soundAt = 0;
    let longestMs = 0;
    let answer: string | undefined;
    const earlier = new Set<string>();
    const { promise: answered, resolve } = Promise.withResolvers<void>();
    const ringing = await phone.ring(from);
    const call = await findCallBySid(world.deps, ringing.door.callSid);
    listeners.set(call?.callId ?? '', (turnId, text) => {
      // The greeting, which may go on, is no answer.
      if (spokeAt === undefined) earlier.add(turnId);
      const said = fillers.reduce((rest, filler) => rest.replace(filler, ''), text).trim();
      if (spokeAt === undefined || earlier.has(turnId) || said === '') return;
      answer ??= said;
      resolve();
    });
    const line = await phone.connect(ringing, {
      onHeard() {
        const now = clock.monotonic();
        if (spokeAt !== undefined) longestMs = Math.max(longestMs, now - Math.max(soundAt, spokeAt));
        soundAt = now;
      },
    });
    sandbox.tell({ audio: sound, text: words, language: 'en' });
    sandbox.fail(room, faults[fault]);
    await line.client.speak(sound);
    spokeAt = clock.monotonic();
    const closed = line.closed.then(() => resolve());
    await answered;
    longestMs = Math.max(longestMs, clock.monotonic() - Math.max(soundAt, spokeAt));
    phone.cutAll();
    await closed;
    const after = answer === undefined ? (await phone.afterStream(ringing)).verb : 'none';
    return { answer, after, longestMs };
  } finally {
    await worker.close();
    await sandbox.close();
  }
}

let callers = 0;
describe.each(Object.entries(stages))('%s', (_stage, room) => {
  it.concurrent.for(Object.keys(faults) as (keyof typeof faults)[])(
    'fails: %s',
    { timeout: 120_000 },
    async (fault, { expect }) => {
      const { answer, after, longestMs } = await callWhile(
        room,
        fault,
        `+91600013${String(callers++).padStart(4, '0')}`,
      );
      expect(answer !== undefined || after === 'dial', JSON.stringify({ answer, after })).toBe(true);
      expect(longestMs).toBeLessThan(SILENCE_MS);
    },
  );
});
