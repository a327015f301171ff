import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { forgetBuilt, isBuilt, noteBuilt, sourceHash } from './build-stamp.ts';

const DEADLINE_MS = 10 * 60_000;

/** Builds the desk where its sources changed since the last build. @returns false where the build that is there is right. @throws with its last lines. */
export async function buildWeb(options: {
  root: string;
  env: Record<string, string | undefined>;
  onStart?: () => void;
  /** Ends the build. */
  signal?: AbortSignal;
}): Promise<boolean> {
  const { root } = options;
  const hash = await sourceHash(root);
  if (await isBuilt(root, hash)) return false;
  options.onStart?.();
  await forgetBuilt(root);
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const child = spawn(process.execPath, [resolve(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: resolve(root, 'apps/web'),
    env: { ...options.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]),
  });
  let output = '';
  const note = (data: Buffer | string) => {
    output = (output + data.toString()).slice(-4_000);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  child.once('error', (error) => note(`${error.message}\n`));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  options.signal?.throwIfAborted();
  if (code !== 0) throw new Error(`The desk could not be built:\n${output.trim()}`);
  await noteBuilt(root, hash);
  return true;
}
