import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { createBrotliDecompress } from 'node:zlib';

/** How to launch the browser that the tests run in. */
export interface Browser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a browser: the one that `VAANI_BROWSER` names, an installed Chromium or Chrome, else the headless Chromium from
 * npm, unpacked into `folder` with the libraries a bare machine lacks.
 * @throws with what to do, where there is none: tests are never passed over in silence.
 */
export async function findBrowser(env: Record<string, string | undefined>, folder: string): Promise<Browser> {
  // Chromium's own sandbox refuses to run for root, which containers and CI are.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const installed = env.VAANI_BROWSER ?? findInstalled(env.PATH ?? '');
  if (installed !== undefined) return { executablePath: installed, args, env: {} };
  return fromNpm(folder);
}

function findInstalled(path: string): string | undefined {
  const places = path.split(delimiter).flatMap((place) => names.map((name) => join(place, name)));
  return [...places, ...macPaths].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function fromNpm(folder: string): Promise<Browser> {
  let chromium: typeof import('@sparticuz/chromium').default;
  try {
    chromium = (await import('@sparticuz/chromium')).default;
  } catch (cause) {
    throw new Error('No browser: install Chromium or Chrome, or name one in VAANI_BROWSER.', { cause });
  }
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const libraries = join(folder, 'browser-libraries');
  await unpack(join(packageFolder, 'bin', 'al2023.tar.br'), libraries);
  const path = [join(libraries, 'lib'), libraries].join(delimiter);
  return {
    executablePath: await chromium.executablePath(),
    args: [...chromium.args, '--no-sandbox'],
    env: { LD_LIBRARY_PATH: path },
  };
}

/** Unpacks a Brotli-compressed tar. */
async function unpack(archive: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
  createReadStream(archive).pipe(createBrotliDecompress()).pipe(tar.stdin);
  const [code] = (await once(tar, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the libraries of the browser could not be unpacked (tar ended with ${code})`);
}
