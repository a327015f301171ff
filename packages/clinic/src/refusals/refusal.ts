import type { callSentences } from './call-sentences.ts';
import type { careSentences } from './care-sentences.ts';
import type { deskSentences } from './desk-sentences.ts';
import type { predicates } from './predicates.ts';

/** A sentence as it is said, with anything in the place of its braces. */
type Filled<S extends string> = S extends `${infer Before}{${infer _}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : S;

/** What is said of a field that is wrong, after its name. */
export type Predicate = Filled<keyof typeof predicates>;

/**
 * What a person is refused with. A sentence is its own code: only one that stands in the lists, with its Hindi, can be thrown, so that none can be
 * added in one language. The English is what other systems read; pages say it in theirs by `wordRefusal`.
 */
export type Refusal =
  | Filled<keyof typeof careSentences | keyof typeof deskSentences | keyof typeof callSentences>
  | `${string} ${Predicate}.`;
