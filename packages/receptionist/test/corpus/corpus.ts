import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Line {
  file: string;
  number: number;
  text: string;
  expected: string;
  /** `now=2026-11-25`: the only day it is asked on; `open=none` or `open=08:00-14:00`. */
  options: Record<string, string>;
}

const folder = fileURLToPath(new URL('.', import.meta.url));

/** All lines of the corpus of one kind: text, tab, what it means, perhaps tab and options. `#` begins a heading. */
export function corpusOf(kind: string): Line[] {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${kind}.`) && file.endsWith('.tsv'));
  return files.flatMap((file) =>
    readFileSync(`${folder}${file}`, 'utf8')
      .split('\n')
      .flatMap((line, index): Line[] => {
        if (line === '' || line.startsWith('# ')) return [];
        const [text = '', expected, options = ''] = line.split('\t');
        if (expected === undefined) throw new Error(`${file}:${index + 1} has no tab`);
        return [{ file, number: index + 1, text, expected: expected.trim(), options: optionsOf(options) }];
      }),
  );
}

const optionsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(' ')
      .filter((option) => option !== '')
      .map((option) => option.split('=') as [string, string]),
  );
