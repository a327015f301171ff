// How long an utterance takes to be read, by what it is read for: the phrases of the corpus, each some times over.
import { type UnderstandKind, understand, understandKinds } from '@vaani/receptionist/language';
import { corpusOf } from '../packages/receptionist/test/corpus/corpus.ts';
import { percentile, type Row } from './report.ts';

/** docs/language.md: an utterance is read within a millisecond, 95 of 100 times. */
const LIMIT_US = 1_000;
const RUNS = 7;
const context = { now: '2026-11-25T06:00:00Z', zone: 'Asia/Kolkata', open: { from: '09:00', to: '20:00' } };

/** Microseconds of each utterance: the median of its runs, because other work of the machine falls into some of them. */
function microsecondsOf(kind: UnderstandKind, texts: readonly string[]): number[] {
  return texts.map((text) => {
    const runs = Array.from({ length: RUNS }, () => {
      const start = performance.now();
      understand({ ...context, text, kind });
      return (performance.now() - start) * 1_000;
    });
    return percentile(runs, 0.5);
  });
}

export async function benchUnderstand(tell: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kind of understandKinds) {
    const texts = corpusOf(kind).map(({ text }) => text);
    microsecondsOf(kind, texts.slice(0, 200));
    const taken = microsecondsOf(kind, texts);
    tell(`${kind}: ${texts.length} utterances`);
    rows.push({ name: `${kind} p50`, value: percentile(taken, 0.5), unit: 'µs', limit: null });
    rows.push({ name: `${kind} p95`, value: percentile(taken, 0.95), unit: 'µs', limit: LIMIT_US });
  }
  return rows;
}
