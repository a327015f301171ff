// npm run call: places a simulated phone call through the public doors. See --help.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectClinic, getClinicProfile } from '@vaani/clinic';
import { machineSettings, parseKeyRing, systemClock } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { createTwoSided, placeCall, prompterAt, type Scenario, scenarios } from '@vaani/sandbox';
import { findRunning, startProduct } from '@vaani/services';
import { createVoice, encodeMulaw, readWav } from '@vaani/speech';
import { cancelEarlierTrials } from './call/earlier-trials.ts';
import { listenToClinic } from './call/listener.ts';
import { printReport, printTurn, reportOf } from './call/print.ts';
import { prepareDatabase } from './prepare-database.ts';

const help = `npm run call -- --scenario NAME

Places a simulated phone call through the public doors, as Twilio does, and prints the conversation.

  --scenario NAME  one of those that --list shows
  --wav FILE       streams a recording instead (WAV, 16-bit, mono; any rate)
  --from PHONE     the caller's number (E.164; empty for a withheld one)
  --to PHONE       the dialled number
  --out DIR        writes the conversation as a stereo WAV (caller left) and the transcript as JSON
  --json           prints one JSON object and nothing else
  --list           lists the scenarios
  --help           this text

Starts the product itself when it is not running. Ends with 1 where the scenario's goal was not reached.`;

const root = fileURLToPath(new URL('..', import.meta.url));

interface Wanted {
  scenario: Scenario | null;
  wav: string | null;
  from: string;
  to: string;
  out: string | null;
  isJson: boolean;
}

/** @throws with a sentence where the arguments make no call. */
function readArguments(): Wanted | null {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      wav: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) console.log(help);
  if (values.list) for (const one of scenarios) console.log(`${one.name.padEnd(18)} ${one.title}`);
  if (values.help || values.list) return null;
  const scenario = scenarios.find((one) => one.name === values.scenario) ?? null;
  if (values.scenario !== undefined && scenario === null)
    throw new Error(`There is no scenario ${values.scenario}: --list shows those there are.`);
  if (scenario === null && values.wav === undefined)
    throw new Error('Say which call: --scenario NAME or --wav FILE (--help says more).');
  if (scenario !== null && values.wav !== undefined) throw new Error('Either --scenario or --wav, not both.');
  const [first] = scenarios;
  return {
    scenario,
    wav: values.wav ?? null,
    from: values.from ?? scenario?.from ?? first?.from ?? '',
    to: values.to ?? scenario?.to ?? first?.to ?? '',
    out: values.out ?? null,
    isJson: values.json,
  };
}

async function readRecording(path: string): Promise<Uint8Array> {
  return encodeMulaw(await readWav(await readFile(path)));
}

async function main(): Promise<number> {
  const wanted = readArguments();
  if (wanted === null) return 0;
  const tell = wanted.isJson ? () => undefined : (line: string) => console.log(line);
  const recording = wanted.wav === null ? null : await readRecording(wanted.wav);
  const home = resolve(root, machineSettings(process.env).home);
  const running = await findRunning(home);
  if (running === null) tell('Vaani is not running: starting it for this call.');
  const product =
    running === null
      ? await startProduct({
          root,
          env: process.env,
          onStep: (step) => tell(`✓ ${step}`),
          prepareDatabase: async ({ ownerUrl, appUrl, env }) => {
            await prepareDatabase({
              ownerUrl,
              appUrl,
              keys: env.VAANI_KEYS ?? '',
              seed: 'demo',
              onStep: (step) => tell(`✓ ${step}`),
            });
          },
        })
      : null;
  try {
    return await call(wanted, recording, running ?? product ?? fail(), tell);
  } finally {
    await product?.stop();
  }
}

function fail(): never {
  throw new Error('The product could not be started.');
}

async function call(
  wanted: Wanted,
  recording: Uint8Array | null,
  product: { voiceUrl: string; env: Record<string, string> },
  tell: (line: string) => void,
): Promise<number> {
  const { env } = product;
  const logger = createLogger({ service: 'call', level: 'silent' });
  const clinic = await connectClinic({
    databaseUrl: env.DATABASE_URL ?? '',
    redisUrl: env.REDIS_URL ?? '',
    keyRing: parseKeyRing(env.VAANI_KEYS ?? ''),
    clock: systemClock,
    logger,
    poolSize: 2,
  });
  const voice = createVoice();
  const voiceOf = (text: string) =>
    voice.speak({ text, language: wanted.scenario?.language === 'en' ? 'en' : 'hi', voice: 'caller' });
  // Made before the call: a person does not stop to think how to say it.
  const audio = new Map<string, Uint8Array>();
  const sound = createTwoSided();
  const prompter = env.VAANI_SANDBOX_URL === undefined ? null : prompterAt(env.VAANI_SANDBOX_URL);
  if (prompter !== null && recording !== null)
    tell('The providers are emulated: nobody told them what is said in a recording, and they will not hear it.');
  let callSid = '';
  try {
    const listener = await listenToClinic(clinic, {
      number: wanted.to,
      onTurn: wanted.isJson ? () => undefined : printTurn,
    });
    for (const { say } of wanted.scenario?.lines ?? []) if (say !== undefined) audio.set(say, await voiceOf(say));
    const earlier = wanted.scenario === null ? 0 : await cancelEarlierTrials(listener.ctx, wanted.from);
    if (earlier > 0) tell(`Cancelled what earlier trials of this caller booked: ${earlier}.`);
    tell(`\n${wanted.scenario?.title ?? wanted.wav}\n`);
    const result = await placeCall({
      voiceUrl: product.voiceUrl,
      authToken: env.TWILIO_AUTH_TOKEN ?? '',
      from: wanted.from,
      to: wanted.to,
      lines: wanted.scenario?.lines ?? [],
      ears: listener.ears,
      voiceOf: async (text) => audio.get(text) ?? voiceOf(text),
      ...(recording === null ? {} : { recording }),
      onTick: (tick) => sound.add(tick),
      ...(prompter === null
        ? {}
        : {
            onSaying: ({ heard, audio: said }) =>
              prompter.tell({ audio: said, text: heard, language: wanted.scenario?.language ?? 'en' }),
          }),
      async onCall(sid) {
        callSid = sid;
        listener.follow(sid);
        await prompter?.call({ callSid: sid, from: wanted.from, to: wanted.to });
      },
    });
    if (result.answered === 'reject' && result.after?.verb === 'reject') {
      throw new Error(`The call was refused with ${result.after.status}: ${result.after.body}`);
    }
    await prompter?.over(callSid);
    const detail = await listener.result();
    listener.stop();
    const report = reportOf(callSid, detail);
    if (wanted.out !== null) {
      await mkdir(wanted.out, { recursive: true });
      await writeFile(join(wanted.out, `${callSid}.wav`), sound.toWav());
      await writeFile(join(wanted.out, `${callSid}.json`), `${JSON.stringify(report, null, 2)}\n`);
    }
    if (wanted.isJson) console.log(JSON.stringify(report));
    else {
      const profile = await getClinicProfile(listener.ctx);
      printReport(report, profile.zone);
      if (result.after?.verb === 'dial') tell(`  put through to ${result.after.phone}`);
      if (wanted.out !== null) tell(`\nWritten to ${wanted.out}: ${callSid}.wav and ${callSid}.json`);
    }
    const isReached = wanted.scenario === null || report.outcome === wanted.scenario.goal;
    if (!isReached)
      console.error(`The call came to "${report.outcome ?? 'nothing'}", not to "${wanted.scenario?.goal}".`);
    return isReached ? 0 : 1;
  } finally {
    await voice.close();
    await clinic.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
