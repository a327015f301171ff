// npm run sandbox: every provider on loopback, for anyone. See --help.
import { parseArgs } from 'node:util';
import { seededRandom, systemClock } from '@vaani/config';
import {
  delayProfiles,
  type Fault,
  isFaultName,
  isLatencyName,
  isProviderRoom,
  type LatencyName,
  namedFaults,
  type ProviderRoom,
  roomNames,
  startSandbox,
} from '@vaani/sandbox';
import { createVoice } from '@vaani/speech';
import { demoNumbers } from '../prisma/factories/callers.ts';
import { stopSignal } from './stop-signal.ts';

const FIRST_PORT = 4100;
const latencies = Object.keys(delayProfiles);
const rooms = roomNames.filter(isProviderRoom);

const help = `npm run sandbox [-- OPTIONS]

Serves Deepgram, OpenAI (twice), Cartesia, Twilio and SendGrid on this machine, in their own protocols, for anyone who wants to try without keys.
Prints for each what to put into the environment. Runs until Ctrl-C.

  --latency NAME      how long they take: ${latencies.join(', ')} (none by default)
  --fault ROOM:FAULT  what goes wrong, for good; may be given more than once
                      ROOM is one of ${rooms.join(', ')}
                      FAULT is one of ${Object.keys(namedFaults).join(', ')}
  --port N            the first of seven ports in a row (${FIRST_PORT} by default)
  --seed N            draws the delays (1 by default)
  --tones             tones instead of this machine's voices: quicker
  --help              this text

Deepgram and OpenAI know what is said from the simulated callers of npm run call, who tell the prompter before they speak. Outages are begun and
ended while it runs: curl -d '{"room":"deepgram","fault":"hang"}' http://127.0.0.1:${FIRST_PORT}/faults, and with "fault":null.`;

interface Wanted {
  latency: LatencyName;
  faults: Partial<Record<ProviderRoom, Fault>>;
  firstPort: number;
  seed: number;
  isTones: boolean;
}

/** @throws with a sentence where an argument is none. */
function readArguments(): Wanted | null {
  const { values } = parseArgs({
    options: {
      latency: { type: 'string', default: 'none' },
      fault: { type: 'string', multiple: true, default: [] },
      port: { type: 'string', default: String(FIRST_PORT) },
      seed: { type: 'string', default: '1' },
      tones: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  if (!isLatencyName(values.latency))
    throw new Error(`There is no latency ${values.latency}: ${latencies.join(', ')}.`);
  const faults: Wanted['faults'] = {};
  for (const given of values.fault) {
    const [room = '', fault = ''] = given.split(':');
    if (!isProviderRoom(room)) throw new Error(`There is no room ${room}: ${rooms.join(', ')}.`);
    if (!isFaultName(fault)) throw new Error(`There is no fault ${fault}: ${Object.keys(namedFaults).join(', ')}.`);
    faults[room] = namedFaults[fault];
  }
  const whole = (name: string, text: string, least: number, most: number): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new Error(`--${name} ${text} is not a whole number from ${least} to ${most}.`);
    return number;
  };
  return {
    ...{ latency: values.latency, faults, isTones: values.tones },
    firstPort: whole('port', values.port, 1, 65_535 - roomNames.length),
    seed: whole('seed', values.seed, 0, 2 ** 31),
  };
}

async function main(): Promise<number> {
  const wanted = readArguments();
  if (wanted === null) {
    console.log(help);
    return 0;
  }
  const stopping = stopSignal();
  const voice = wanted.isTones ? null : createVoice();
  try {
    const sandbox = await startSandbox({
      ...{ clock: systemClock, random: seededRandom(wanted.seed), firstPort: wanted.firstPort },
      ...{ latency: wanted.latency, faults: wanted.faults, numbers: Object.values(demoNumbers) },
      ...(voice === null ? {} : { voice }),
    });
    try {
      for (const name of roomNames) {
        console.log(`\n# ${name}`);
        for (const [setting, value] of Object.entries(sandbox.env[name])) console.log(`${setting}=${value}`);
      }
      console.log('\nThe sandbox is ready. Ctrl-C ends it.');
      if (!stopping.aborted)
        await new Promise((resolve) => stopping.addEventListener('abort', resolve, { once: true }));
    } finally {
      await sandbox.close();
    }
  } finally {
    await voice?.close();
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
