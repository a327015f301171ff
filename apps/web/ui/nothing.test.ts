// Guards that a part which is fetched later hides nothing of the page until it is there.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const web = fileURLToPath(new URL('..', import.meta.url));

it('every part that is fetched later has a boundary of its own', () => {
  const files = globSync('{app,features,ui}/**/*.tsx', { cwd: web });
  const calls = files.flatMap((file) =>
    [...readFileSync(`${web}${file}`, 'utf8').matchAll(/\bdynamic\(\s*\(\) =>([\s\S]*?)\);\n/g)].map(([call]) => ({
      file,
      call,
    })),
  );
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.filter(({ call }) => !/\bloading[:,]|ssr: false/.test(call))).toEqual([]);
});
