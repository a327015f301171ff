// Guards the pages outside of the desk: whatever their components say in the browser goes along with them, and the words of the desk do not.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Messages } from 'next-intl';
import { expect, it } from 'vitest';
import en from '../messages/en.json' with { type: 'json' };
import { publicMessages, publicPaths } from './public-messages.ts';

const app = resolve(import.meta.dirname, '../app');

/** Every file that pages and their frames outside of the desk are made of. */
async function filesOutside(): Promise<Map<string, string>> {
  const names = (await readdir(app, { recursive: true })).filter(
    (name) => name.endsWith('.tsx') && !name.startsWith('(desk)'),
  );
  const texts = new Map<string, string>();
  const visit = async (file: string): Promise<void> => {
    if (texts.has(file) || !existsSync(file)) return;
    const text = await readFile(file, 'utf8');
    texts.set(file, text);
    for (const [, path = ''] of text.matchAll(/(?:from |import\()'(\.[^']+\.tsx?)'/g))
      if (!path.includes('/server/')) await visit(join(dirname(file), path));
  };
  for (const name of names) await visit(join(app, name));
  return texts;
}

it('are given all that they say', async () => {
  const asked = [...(await filesOutside()).values()].flatMap((text) =>
    [...text.matchAll(/useTranslations\((?:'([^']*)')?\)/g)].map(([, path = '']) => path),
  );
  expect(asked.length).toBeGreaterThan(4);
  const isGiven = (path: string) => publicPaths.some((given) => path === given || path.startsWith(`${given}.`));
  expect(asked.filter((path) => !isGiven(path))).toEqual([]);
});

it('leave the words of the desk behind', () => {
  const picked = publicMessages(en as Messages);
  expect(picked.signIn).toEqual(en.signIn);
  expect(picked.settings).toEqual({ failed: en.settings.failed });
  expect(picked.schedule).toBeUndefined();
  expect(JSON.stringify(picked).length).toBeLessThan(JSON.stringify(en).length / 8);
});
