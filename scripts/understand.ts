// npm run understand: reads what callers say, a JSON line each. See --help.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { understandLine } from '@vaani/receptionist/understand';

const help = `npm run understand -- [--help] < LINES > ANSWERS

Reads JSON lines on standard input and writes one JSON line for each, in order:

  {"id"?, "text", "now", "zone", "open"?: {"from", "to"}, "kind"?}

  text   what was said, in Hindi (either script), Hinglish or English
  now    the instant at which it was said, ISO-8601
  zone   the clinic's time zone, such as Asia/Kolkata
  open   its hours, HH:MM; they settle a bare hour
  kind   when (the default): {"readings": [{"date"?, "dateTo"?, "time"?, "timeFrom"?, "timeTo"?, "part"?}]}
         number · phone · age · birthDate · yesno · emergency · language · intent: {"value": …}, null where nothing was understood

A line that cannot be read is answered with {"error": "…"}, and the next one is read. docs/language.md says what is understood.

  echo '{"text": "kal shaam paanch baje", "now": "2026-11-25T06:00:00Z", "zone": "Asia/Kolkata"}' | npm run --silent understand`;

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } });
if (values.help) console.log(help);
else {
  // A reader that went away ("| head") is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!process.stdout.write(`${understandLine(line)}\n`)) await once(process.stdout, 'drain');
  }
}
