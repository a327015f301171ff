// npm run bench: claims with their figures. See --help.
import { parseArgs } from 'node:util';
import { benchHearing } from '../bench/hearing/index.ts';
import { benchLive } from '../bench/live.ts';
import { type Row, report } from '../bench/report.ts';

const benches: Record<string, { what: string; run: (tell: (line: string) => void) => Promise<Row[]> }> = {
  hearing: {
    what: 'what the recogniser of this machine hears, clean, in noise, and from strangers',
    run: benchHearing,
  },
  live: { what: 'from publish to the words on a real browser’s screen', run: benchLive },
};

const help = `npm run bench -- NAME [--json]

${Object.entries(benches)
  .map(([name, { what }]) => `  ${name.padEnd(8)} ${what}`)
  .join('\n')}

  --list   lists them
  --json   prints one JSON object and nothing else

Ends with 1 where a limit was not reached.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const name = positionals[0] ?? '';
  if (values.help || values.list || name === '') {
    console.log(help);
    return name === '' && !values.help && !values.list ? 2 : 0;
  }
  const bench = benches[name];
  if (bench === undefined) throw new Error(`There is no bench ${name}: --list shows those there are.`);
  const rows = await bench.run(values.json ? () => undefined : console.log);
  return report(name, rows, values.json) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
