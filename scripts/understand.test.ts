import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('understand.ts', import.meta.url));
const start = (...args: string[]) => spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
const line = (id: number, text: string) =>
  `${JSON.stringify({ id, text, now: '2026-11-25T06:00:00Z', zone: 'Asia/Kolkata' })}\n`;

test('a line is answered as it comes, a bad one too, and all in order', async () => {
  const command = start();
  const answers = createInterface({ input: command.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await answers.next()).value ?? 'null');
  command.stdin.write(line(1, 'kal'));
  expect(await next()).toEqual({ id: 1, readings: [{ date: '2026-11-26' }] });
  command.stdin.write('not json\n{"id":2}\n');
  expect(await next()).toHaveProperty('error');
  expect(await next()).toMatchObject({ id: 2, error: expect.any(String) });
  command.stdin.write(line(3, 'parson'));
  expect(await next()).toEqual({ id: 3, readings: [{ date: '2026-11-27' }] });
  command.stdin.end();
  expect(await once(command, 'exit')).toEqual([0, null]);
});

test('thousands of lines, more than a pipe holds', async () => {
  const command = start();
  const count = 5_000;
  command.stdin.end(Array.from({ length: count }, (_, id) => line(id, 'kal subah das baje')).join(''));
  let seen = 0;
  for await (const answer of createInterface({ input: command.stdout })) {
    expect(JSON.parse(answer)).toMatchObject({ id: seen });
    seen += 1;
  }
  expect(seen).toBe(count);
});

test('a reader that goes away is no failure', async () => {
  const command = start();
  command.stdout.once('data', () => command.stdout.destroy());
  command.stdin.on('error', (error: NodeJS.ErrnoException) => expect(['EPIPE', 'ECONNRESET']).toContain(error.code));
  command.stdin.end(Array.from({ length: 5_000 }, (_, id) => line(id, 'kal')).join(''));
  expect(await once(command, 'exit')).toEqual([0, null]);
});

test('--help says how', async () => {
  const command = start('--help');
  let text = '';
  for await (const chunk of command.stdout) text += String(chunk);
  for (const word of ['npm run understand', 'birthDate', 'emergency', 'readings']) expect(text).toContain(word);
});
