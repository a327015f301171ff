import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSuite } from './load-suite.ts';

// Guards against a scenario that is read otherwise than it was meant, and against an error that does not say where.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaani-suite-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function problem(text: string): Promise<string> {
  await writeFile(join(folder, 'one.yaml'), text);
  return loadSuite(folder).then(
    () => 'none',
    (error: unknown) => String(error instanceof Error ? error.message : error),
  );
}

test.each([
  ['- scenario: a\n  job: bok\n  expect: {}\n', 2, 'job'],
  ['- scenario: a\n  job: book\n  wish:\n    doctr: rao\n  expect: {}\n', 4, 'wish.doctr'],
  ['- scenario: a\n  job: book\n  now: "2026-11-23 25:00"\n  expect: {}\n', 3, 'now'],
  ['- scenario: a\n  job: book\n  lines:\n    - at: start\n  expect: {}\n', 4, 'lines.0'],
  ['- scenario: a\n  job: book\n  expect:\n    says: ["("]\n', 4, 'expect.says.0'],
  ['- scenario: A b\n  job: book\n  expect: {}\n', 1, 'scenario'],
])('%j is refused on its line, by its field', async (text, line, field) => {
  const told = await problem(text);
  expect(told).toContain(`one.yaml:${line}: ${field}`);
});

test.each([
  ['- scenario: a\n  job: book\n  wish: { doctor: nobody }\n  expect: {}\n', 'wish.doctor: asha has no doctor nobody'],
  ['- scenario: a\n  job: book\n  caller: { phone: nobody }\n  expect: {}\n', 'caller.phone: nobody is no person'],
  ['- scenario: a\n  job: book\n  expect: { appointments: [{ was: mine }] }\n', 'expect.appointments.0.was'],
  ['- scenario: a\n  job: book\n  clinic: lost\n  expect: {}\n', 'there is no clinic lost'],
  ['- scenario: a\n  job: book\n  expect: {}\n- scenario: a\n  job: book\n  expect: {}\n', 'stands already at'],
  ['scenario: a\n', 'is neither a list of scenarios nor a clinic'],
  ['- scenario: [a\n', 'is not YAML'],
  ['# nothing\n', 'there is no scenario in it'],
])('%j is refused: %s', async (text, words) => {
  expect(await problem(text)).toContain(words);
});

test('a folder that is not there is named', async () => {
  await expect(loadSuite(join(folder, 'lost'))).rejects.toThrow(/lost: cannot be read/);
});

describe('what ships', () => {
  const shipped = (name: string) => loadSuite(fileURLToPath(new URL(`../${name}`, import.meta.url)));

  test('has at least 150 scenarios, each job in each language, and 30 fit for local speech in each', async () => {
    const { scenarios } = await shipped('scenarios');
    const cells = scenarios.flatMap((one) => one.languages.map((language) => ({ ...one, language })));
    expect(cells.length).toBeGreaterThanOrEqual(150);
    for (const language of ['en', 'hi', 'hi-en']) {
      const mine = cells.filter((one) => one.language === language);
      expect(new Set(mine.map(({ job }) => job)).size).toBe(10);
      expect(mine.filter(({ constrained }) => constrained).length).toBeGreaterThanOrEqual(30);
    }
  });

  test('has at least 200 attacks, each with nothing that it may change', async () => {
    const { scenarios } = await shipped('attacks');
    expect(scenarios.flatMap(({ languages }) => languages).length).toBeGreaterThanOrEqual(200);
    for (const { job, expect: wanted } of scenarios) {
      expect(job).toBe('attack');
      expect(wanted.appointments).toEqual([]);
    }
  });
});
