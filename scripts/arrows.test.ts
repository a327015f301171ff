// Guards against a check of the arrows that passes because it sees nothing: every forbidden import must fail it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../.dependency-cruiser.js';

const rooms = [
  'packages/config',
  'packages/observability',
  'packages/speech',
  'packages/db',
  'packages/live',
  'packages/providers',
  'packages/clinic',
  'packages/receptionist',
  'packages/sandbox',
  'packages/services',
  'apps/voice',
  'apps/worker',
  'apps/web',
];

/** The table of docs/architecture.md, written a second time on purpose. */
const mayImport: Record<string, string> = {
  'packages/config': '',
  'packages/observability': 'config',
  'packages/speech': 'config',
  'packages/db': 'config observability',
  'packages/live': 'config observability',
  'packages/providers': 'speech config observability',
  'packages/clinic': 'db live config observability',
  'packages/receptionist': 'clinic config observability',
  'packages/sandbox': 'speech receptionist config observability',
  'packages/services': 'config db observability',
  'apps/voice': 'receptionist clinic live providers speech config observability',
  'apps/worker': 'clinic receptionist live providers config observability',
  'apps/web': 'clinic live receptionist config observability',
};

const fileOf = (from: string, to: string) => `${from}/src/to-${to.replace('/', '-')}.ts`;

describe('the check of the arrows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaani-arrows-'));
  const refused = new Set<string>();
  let seen = 0;

  beforeAll(async () => {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    for (const room of rooms) write(`${room}/src/index.ts`, 'export type Thing = 1;\nexport const thing = 1;\n');
    for (const from of rooms) {
      for (const to of rooms.filter((room) => room !== from)) {
        const path = `../../../${to}/src/index.ts`;
        const isTypeOnly = from === 'apps/web' && to === 'packages/receptionist';
        write(
          fileOf(from, to),
          isTypeOnly
            ? `import type { Thing } from '${path}';\nexport type Mine = Thing;\n`
            : `import { thing } from '${path}';\nexport const mine = thing;\n`,
        );
      }
    }
    write(
      'packages/receptionist/src/language/reach.ts',
      `import { thing } from '../index.ts';\nexport const mine = thing;\n`,
    );
    write(
      'apps/web/src/code.ts',
      `import { thing } from '../../../packages/receptionist/src/index.ts';\nexport const mine = thing;\n`,
    );
    write('scripts/tool.ts', 'export const tool = 1;\n');
    write(
      'packages/config/src/reach.ts',
      `import { tool } from '../../../scripts/tool.ts';\nexport const mine = tool;\n`,
    );
    write(
      'eval/caller/reach.ts',
      `import { thing } from '../../packages/receptionist/src/language/reach.ts';\nexport const mine = thing;\n`,
    );
    write(
      'eval/run/call.ts',
      `import { thing } from '../../packages/receptionist/src/index.ts';\nexport const mine = thing;\n`,
    );
    const options: ICruiseOptions = {
      ...config.options,
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
    } as ICruiseOptions;
    const { output } = await cruise(['apps', 'packages', 'eval'], options);
    const { summary } = output as ICruiseResult;
    seen = summary.totalCruised;
    for (const violation of summary.violations) refused.add(violation.from);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('sees every file', () => {
    expect(seen).toBeGreaterThan(rooms.length * rooms.length);
  });

  it.each(rooms)('lets %s import what the table says and nothing else', (from) => {
    for (const to of rooms.filter((room) => room !== from)) {
      const isAllowed =
        to.startsWith('packages/') && (mayImport[from] ?? '').split(' ').includes(to.slice('packages/'.length));
      expect(refused.has(fileOf(from, to)), `${from} → ${to}`).toBe(!isAllowed);
    }
  });

  it('lets callers of an evaluation know nothing of how they are understood', () => {
    expect(refused).toContain('eval/caller/reach.ts');
    expect(refused).not.toContain('eval/run/call.ts');
  });

  it('keeps language/ alone, web to types of the receptionist, and scripts unimported', () => {
    expect(refused).toContain('packages/receptionist/src/language/reach.ts');
    expect(refused).toContain('apps/web/src/code.ts');
    expect(refused).toContain('packages/config/src/reach.ts');
  });
});
