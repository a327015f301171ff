import type { CallDetail, CallUsage } from '@vaani/clinic';
import { seededRandom, systemClock, voiceSettings } from '@vaani/config';
import type { LiveEvent } from '@vaani/live';
import { placeCall, type RoomName, type Sandbox, type Scenario, scenarios, startSandbox } from '@vaani/sandbox';
import pg from 'pg';
import { listenToClinic } from '../../../../scripts/call/listener.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './voice-world.ts';

export const scenarioOf = (name: string): Scenario => {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
};

/** A worker whose providers are a sandbox of its own. */
export interface ProvidedWorker {
  sandbox: Sandbox;
  worker: VoiceWorker;
}

export interface PlacedCall {
  detail: CallDetail;
  switches: Extract<LiveEvent, { type: 'call.provider' }>['data'][];
  story: string;
}

/** Callers who book, and workers that hear, think and speak by the providers of a sandbox, with their real SDKs. */
export interface ProviderCalls {
  world: VoiceWorld;
  /** @param more rooms beside the first of each stage. */
  start(more?: readonly RoomName[]): Promise<ProvidedWorker>;
  /** @param onLine told before each line that the caller says, from 0. */
  call(by: ProvidedWorker, scenario: Scenario, onLine?: (index: number) => void): Promise<PlacedCall>;
  /** What the record of a call says of tokens, by who took them. */
  tokensOf(callId: string): Promise<CallUsage['tokens']>;
  close(): Promise<void>;
}

const PRICES =
  'deepgram.minute=80,openai-transcription.minute=50,cartesia.characters=310,openai-speech.characters=125,' +
  'openai.prompt=21,openai.cached=10.5,openai.completion=84';

/** @param names scenarios whose callers will ring: what they say is made before they do. */
export async function startProviderCalls(names: readonly string[]): Promise<ProviderCalls> {
  const world = await startVoiceWorld({ recogniserThreads: 1 });
  const sounds = new Map<string, Uint8Array>();
  const closing: (() => Promise<void>)[] = [];
  for (const name of names) {
    const { lines, language } = scenarioOf(name);
    for (const { say } of lines)
      if (say !== undefined)
        sounds.set(
          say,
          await world.voice.speak({ text: say, language: language === 'en' ? 'en' : 'hi', voice: 'caller' }),
        );
  }
  return {
    world,
    async start(more = []) {
      const sandbox = await startSandbox({ clock: systemClock, random: seededRandom(3), latency: 'current' });
      closing.push(sandbox.close);
      const { deepgram, openai, cartesia } = sandbox.env;
      const rest = more.map((name) => sandbox.env[name]);
      const env = Object.assign({}, world.env, deepgram, openai, cartesia, ...rest, { VAANI_PRICES: PRICES });
      const { accounts, prices } = voiceSettings(env);
      const worker = await world.startWorker({ accounts, prices });
      closing.push(worker.close);
      return { sandbox, worker };
    },
    async call({ sandbox, worker }, { from, to, lines, language }, onLine = () => undefined) {
      const live: { who: string; text: string }[] = [];
      const switches: PlacedCall['switches'] = [];
      const listener = await listenToClinic(world.deps, { number: to, onTurn: (turn) => live.push(turn) });
      const watching = new AbortController();
      const watched = (async () => {
        for await (const item of world.deps.live.subscribe(listener.ctx.clinicId, { signal: watching.signal }))
          if ('event' in item && item.event.type === 'call.provider') switches.push(item.event.data);
      })();
      let said = 0;
      await placeCall({
        ...{ voiceUrl: worker.voiceUrl, authToken: world.authToken, from, to, lines, ears: listener.ears },
        maxMs: 150_000,
        voiceOf: async (text) => sounds.get(text) ?? new Uint8Array(0),
        async onSaying({ heard, audio }) {
          onLine(said++);
          sandbox.tell({ audio, text: heard, language });
        },
        onCall: listener.follow,
      });
      const detail = await listener.result();
      watching.abort();
      await watched;
      listener.stop();
      const mine = switches.filter((one) => one.callId === detail.id);
      const noted = detail.events.filter(({ kind }) => kind === 'provider').map(({ payload }) => payload);
      return { detail, switches: mine, story: JSON.stringify({ live, noted }, null, 1) };
    },
    async tokensOf(callId) {
      const owner = new pg.Client({ connectionString: world.ownerUrl });
      await owner.connect();
      try {
        const { rows } = await owner.query<{ usage: CallUsage }>('SELECT usage FROM call_logs WHERE id = $1', [callId]);
        return rows[0]?.usage.tokens ?? {};
      } finally {
        await owner.end();
      }
    },
    async close() {
      for (const close of closing.reverse()) await close();
      await world.close();
    },
  };
}
