import { seededRandom } from '@vaani/config';
import type { Expectation } from '@vaani/receptionist';
import { tokenise } from '@vaani/receptionist/language';
import { completenessOf } from '../../apps/voice/src/turn/completeness.ts';
import { judgeEnd } from '../../apps/voice/src/turn/end-of-turn.ts';
import type { Row } from '../report.ts';
import { linesOf, stretchesOf } from './talks.ts';

const [SHORTEST_MS, LONGEST_MS] = [300, 700];
const DRAWS = 20;
const FIXED_MS = [500, 700] as const;
const SCALES = [0.75, 1, 1.25, 1.5, 2] as const;
const when = { now: '2026-11-30T05:00:00Z', zone: 'Asia/Kolkata' };
const names = new Set(tokenise('Dr Anita Sharma Dr Suresh Rao Dr Imran Khan डॉ अनीता शर्मा डॉ सुरेश राव डॉ इमरान ख़ान'));

/** How long is waited after words, ms. */
type Wait = (text: string, asked: Expectation['asked']) => number;

const policy: Wait = (text, asked) =>
  judgeEnd({ asked, silenceMs: 0, completeness: completenessOf(text, asked, { ...when, names }) }).waitMs;

/**
 * Delay against false cut-offs over the lines of the suite, reckoned from the policy itself with words that are known at each pause: as it is, scaled, and for
 * timers that wait the same always. It is the policy's curve: how late a recogniser knows the words is in the calls of this bench, and not in here. A line counts as cut off where one of its pauses is longer than what is waited there.
 */
export function curve(): Row[] {
  const random = seededRandom(17);
  const lines = linesOf();
  const drawn = lines.flatMap((line) =>
    Array.from({ length: DRAWS }, () => ({
      ...line,
      pauses: stretchesOf(line.heard)
        .slice(1)
        .map(() => SHORTEST_MS + random.next() * (LONGEST_MS - SHORTEST_MS)),
    })),
  );
  const measured = (wait: Wait) => {
    let cutOffs = 0;
    let delayMs = 0;
    for (const { heard, asked, pauses } of drawn) {
      const stretches = stretchesOf(heard);
      const isCut = pauses.some((pause, at) => pause > wait(stretches.slice(0, at + 1).join(' '), asked));
      if (isCut) cutOffs += 1;
      delayMs += wait(stretches.join(' '), asked);
    }
    return { cutOffs: (100 * cutOffs) / drawn.length, delayMs: delayMs / drawn.length };
  };
  const rows = (name: string, wait: Wait): Row[] => {
    const { cutOffs, delayMs } = measured(wait);
    return [
      { name: `end of turn, ${name}: mean delay`, value: delayMs, unit: 'ms', limit: null },
      { name: `end of turn, ${name}: cut off`, value: cutOffs, unit: `% of ${drawn.length}`, limit: null },
    ];
  };
  return [
    ...SCALES.flatMap((scale) => rows(`policy × ${scale}`, (text, asked) => scale * policy(text, asked))),
    ...FIXED_MS.flatMap((ms) => rows(`timer of ${ms} ms`, () => ms)),
  ];
}
