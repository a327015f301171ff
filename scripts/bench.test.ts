// Guards the frame that every bench stands in: all of them load, and one of them runs and says what it must.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearHome } from '@vaani/services';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { benches } from '../bench/list.ts';
import { describeBench, type Row } from '../bench/report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vaani-bench-'));
  // Postgres runs as a user of its own where the tests run as root.
  await chmod(home, 0o755);
});
afterAll(async () => {
  await clearHome(join(home, 'bench'));
  await rm(home, { recursive: true, force: true });
});

const start = (args: string[]) => {
  const child = spawn(process.execPath, [join(root, 'scripts/bench.ts'), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, VAANI_HOME: home },
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => void out.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => void err.push(data.toString()));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    out: out.join(''),
    err: err.join(''),
  }));
  return { child, ended };
};

const reportSchema = z.strictObject({
  bench: z.string(),
  machine: z.string().min(1),
  rows: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        value: z.number(),
        unit: z.string(),
        limit: z.number().nullable(),
        ok: z.boolean(),
      }),
    )
    .min(1),
});

describe('every bench', () => {
  it.each(Object.keys(benches))('%s loads', { timeout: 60_000 }, async (name) => {
    expect(await benches[name]?.load()).toBeTypeOf('function');
  });

  it('is listed at once', async () => {
    const { code, out } = await start(['--list']).ended;
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/)[0]),
    ).toEqual(Object.keys(benches));
  });
});

describe('a run', () => {
  it('prints one JSON object and nothing else, and leaves no server behind', { timeout: 180_000 }, async () => {
    const { out } = await start(['schedule', '--json', '--small']).ended;
    const report = reportSchema.parse(JSON.parse(out));
    expect(report.bench).toBe('schedule');
    for (const { limit, ok } of report.rows) if (limit === null) expect(ok).toBe(true);
    // What does not depend on the machine holds on a small table too.
    for (const row of report.rows.filter(({ limit }) => limit === 0)) expect(row).toMatchObject({ value: 0, ok: true });
    // The next one finds the lock gone, the port free and the table built.
    const { child, ended } = start(['slots', '--small']);
    await once(child.stdout, 'data').catch(() => undefined);
    child.kill('SIGINT');
    const stopped = await ended;
    expect([stopped.code, stopped.err]).not.toEqual([0, '']);
  });

  it('is refused in words', async () => {
    const { code, err } = await start(['speed']).ended;
    expect([code, err]).toEqual([2, 'There is no bench speed: --list shows those there are.\n']);
    expect((await start([]).ended).code).toBe(2);
  });
});

describe('a limit', () => {
  const row = (value: number, limit: number | null, bound?: Row['bound']): Row => ({
    name: 'it',
    value,
    unit: 'ms',
    limit,
    ...(bound === undefined ? {} : { bound }),
  });
  const isOk = (one: Row) => describeBench('x', [one], true).isOk;

  it.each([
    [row(25, 25), true],
    [row(25.1, 25), false],
    [row(10, 10, 'at least'), true],
    [row(9, 10, 'at least'), false],
    [row(0, 0, 'exactly'), true],
    [row(1, 0, 'exactly'), false],
    [row(-1, 0, 'exactly'), false],
    [row(1e9, null), true],
  ])('%o holds: %s', (one, expected) => {
    expect(isOk(one)).toBe(expected);
    expect(describeBench('x', [one], false).text.includes('NOT REACHED')).toBe(!expected);
  });

  it('of nothing measured is none', () => {
    expect(() => isOk(row(Number.NaN, 25))).toThrow('x measured nothing for: it');
  });
});
