import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '@vaani/services';
import type { VoiceWorld } from './voice-world.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The voice service as it is run, in a process that can be killed. */
export async function startWorkerProcess(world: VoiceWorld): Promise<{ voiceUrl: string; kill(): void }> {
  const port = await freePort();
  const voiceUrl = `http://127.0.0.1:${port}`;
  const env = { ...world.env, VAANI_VOICE_PORT: String(port), VAANI_VOICE_URL: voiceUrl };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  let isOver = false;
  child.stderr.on('data', (data: Buffer) => {
    complaint += data.toString();
  });
  child.on('exit', () => {
    isOver = true;
  });
  const deadline = performance.now() + 40_000;
  for (;;) {
    const isReady = await fetch(`${voiceUrl}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return { voiceUrl, kill: () => void child.kill('SIGKILL') };
    if (isOver || performance.now() > deadline) throw new Error(`the worker did not start: ${complaint}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
