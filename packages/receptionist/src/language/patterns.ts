import { fold } from './fold.ts';

/**
 * A pattern is a run of words, for what people say in many ways: `badal*` begins a word, `..` lets up to three other words stand between (`...`
 * up to six), and `a/b/c` is any of them. Words are folded, so any spelling of either script may be given.
 */
interface Step {
  words: ReadonlySet<string>;
  starts: readonly string[];
  /** Up to so many other words before it. */
  gap: number;
}
export type Pattern = readonly Step[];
export type Patterns = readonly Pattern[];

const GAP = 3;
const WIDE_GAP = 6;

/** Patterns parted by "|" or by lines. */
export const patterns = (list: string): Patterns =>
  list
    .split(/[|\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      const steps: Step[] = [];
      let gap = 0;
      for (const part of text.split(/\s+/)) {
        if (part === '..' || part === '...') {
          gap = part === '..' ? GAP : WIDE_GAP;
          continue;
        }
        const options = part.split('/');
        steps.push({
          words: new Set(options.filter((option) => !option.endsWith('*')).map(fold)),
          starts: options.filter((option) => option.endsWith('*')).map((option) => fold(option.slice(0, -1))),
          gap,
        });
        gap = 0;
      }
      return steps;
    });

const fits = (step: Step, token: string): boolean =>
  step.words.has(token) || step.starts.some((start) => token.startsWith(start));

/** Behind the first place from `at` on where the rest of a pattern fits, or -1. */
function matchFrom(tokens: readonly string[], at: number, pattern: Pattern, index: number): number {
  const step = pattern[index];
  if (step === undefined) return at;
  for (let place = at; place <= at + step.gap && place < tokens.length; place += 1) {
    if (!fits(step, tokens[place] ?? '')) continue;
    const end = matchFrom(tokens, place + 1, pattern, index + 1);
    if (end >= 0) return end;
  }
  return -1;
}

/** Where the first match of any of the patterns begins and ends, or null. */
export function findPattern(tokens: readonly string[], list: Patterns): { at: number; next: number } | null {
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    for (const pattern of list) {
      const [first] = pattern;
      if (first === undefined || !fits(first, token)) continue;
      const next = matchFrom(tokens, at + 1, pattern, 1);
      if (next >= 0) return { at, next };
    }
  }
  return null;
}

export const hasPattern = (tokens: readonly string[], list: Patterns): boolean => findPattern(tokens, list) !== null;
