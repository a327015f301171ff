import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePorts } from '../ports.ts';

/** An app that does nothing but be ready, say which settings it got, and die when it is asked to. */
const app = (port: string) => `
import { createServer } from 'node:http';
process.on('SIGTERM', () => process.exit(0));
createServer((request, response) => {
  if (request.url === '/die') { console.error('out of cheese'); process.exit(3); }
  response.end(JSON.stringify(process.env));
}).listen(Number(${port}), '127.0.0.1');
`;

/** The place of Next in node_modules: builds by writing a folder, serves as the other apps do. */
const next = `
import { mkdirSync, writeFileSync } from 'node:fs';
if (process.argv[2] === 'build') { mkdirSync('.next', { recursive: true }); writeFileSync('.next/built', String(Date.now())); }
else { ${app('process.argv[process.argv.indexOf("--port") + 1]')} }
`.replace("import { createServer } from 'node:http';", "const { createServer } = await import('node:http');");

const sources = ['clinic', 'live', 'config', 'db', 'observability', 'receptionist'];

/**
 * A repository with three small apps instead of the large ones, in a temporary folder, and the environment to start it on free ports. `remove` when
 * done.
 */
export async function smallProduct(): Promise<{
  root: string;
  env: Record<string, string | undefined>;
  write(path: string, text: string): void;
  remove(): void;
}> {
  const root = mkdtempSync(join(tmpdir(), 'vaani-small-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{}');
  write('prisma/schema.prisma', '');
  for (const name of sources) write(`packages/${name}/src/index.ts`, '');
  write('apps/web/app/page.tsx', '');
  write('apps/voice/src/main.ts', app('process.env.VAANI_VOICE_PORT'));
  write('apps/worker/src/main.ts', app('process.env.VAANI_WORKER_PORT'));
  write('node_modules/next/package.json', '{"type":"module"}');
  write('node_modules/next/dist/bin/next', next);
  const names = ['WEB', 'VOICE', 'WORKER', 'POSTGRES', 'REDIS'];
  const ports = await freePorts(names.length);
  const given = names.map((name, index) => [`VAANI_${name}_PORT`, String(ports[index])]);
  const env = { PATH: process.env.PATH, VAANI_HOME: join(root, '.vaani'), ...Object.fromEntries(given) };
  return { root, env, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
