// npm run bench: claims with their figures. See --help.
import { parseArgs } from 'node:util';
import { benches } from '../bench/list.ts';
import { describeBench } from '../bench/report.ts';
import { stopSignal } from './stop-signal.ts';

const width = Math.max(...Object.keys(benches).map((name) => name.length));
const list = Object.entries(benches)
  .map(([name, { what }]) => `${name.padEnd(width)}  ${what}`)
  .join('\n');

const help = `npm run bench -- NAME [--json]

${list.replaceAll(/^/gm, '  ')}

  --list   lists them
  --json   prints one JSON object and nothing else
  --small  as little as shows that it runs: its figures mean nothing
  --set    a folder of recordings, for stt: npm run bench -- stt -- --set DIR
  --only   of turn: the delays whose name begins so (targets, current, field); of web: the pages whose address does (/settings)
  --whole  however long it takes, where a bench otherwise ends after ten minutes

A bench brings up what it needs. Large tables are kept in .vaani/bench (VAANI_HOME) for the next run. Ctrl-C stops it.
Ends with 1 where a limit was not reached.`;

async function main(): Promise<number> {
  // What stands behind a second "--" belongs to the bench, and may as well stand before it.
  const args = process.argv.slice(2).filter((arg) => arg !== '--');
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      set: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      whole: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name = ''] = positionals;
  if (values.list) {
    console.log(list);
    return 0;
  }
  if (values.help || name === '') {
    console.log(help);
    return values.help ? 0 : 2;
  }
  const listed = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (listed === undefined) throw new Error(`There is no bench ${name}: --list shows those there are.`);
  const run = await listed.load();
  const tell = values.json ? () => undefined : console.log;
  const { set, only } = values;
  const own = { ...(set === undefined ? {} : { set }), ...(only === undefined ? {} : { only }) };
  const rows = await run(tell, { signal: stopSignal(), isSmall: values.small, isWhole: values.whole, ...own });
  const { text, isOk } = describeBench(name, rows, values.json);
  console.log(text);
  return isOk ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
