import { Prisma, type SearchTerm, type Tenant, wordsOf, wordTerm } from '@vaani/db';
import { asciiDigits } from '../digits.ts';
import { normalisePhone } from '../patients/phone.ts';

/** More words than that are no search. */
const MOST_WORDS = 8;

/** What a typed text asks of a call's words: one term of each group. */
export interface CallWords {
  groups: SearchTerm[][];
  /** Nothing was typed but words that every call has. */
  isTooCommon: boolean;
}

/** @param country whose phones are meant where no country code is given. */
export function parseCallWords(text: string, country: string): CallWords {
  const plain = asciiDigits(text.normalize('NFKC')).trim();
  const phone = /^[\d\s+()./-]*\d[\d\s+()./-]*$/.test(plain) ? normalisePhone(plain, country) : null;
  if (phone !== null) return { groups: [[{ kind: 'phone', term: phone }]], isTooCommon: false };
  const groups = wordsOf(plain).slice(0, MOST_WORDS).flatMap(groupOf);
  const distinct = [...new Map(groups.map((group) => [group.map(({ term }) => term).join('|'), group])).values()];
  return { groups: distinct, isTooCommon: distinct.length === 0 && plain !== '' };
}

function groupOf(word: string): SearchTerm[][] {
  const term = wordTerm(word);
  if (term === null) return [];
  const said: SearchTerm = { kind: 'word_stem', term };
  return [/^\d{4}$/.test(word) ? [said, { kind: 'last_four', term: word }] : [said]];
}

/** Further than this no word is counted: from there on all are common. */
const MOST_COUNTED = 2_000;

/**
 * The words' tokens, the rarest first: it is read, the others are looked up beside it. Null where one of them was never said.
 */
export async function rarestFirst(
  { tx, clinicId, cipher }: Tenant,
  groups: readonly SearchTerm[][],
): Promise<bigint[][] | null> {
  const tokens = groups.map((group) => group.map((term) => cipher.token(term)));
  const rows = await tx.$queryRaw<{ token: bigint; count: number }[]>`
    SELECT q.token, (SELECT count(*)::int FROM (SELECT 1 FROM call_tokens t
      WHERE t.clinic_id = ${clinicId}::uuid AND t.token = q.token LIMIT ${MOST_COUNTED}) AS counted) AS count
    FROM unnest(${tokens.flat()}::bigint[]) AS q(token)`;
  const counts = new Map(rows.map(({ token, count }) => [token, count]));
  const countOf = (group: bigint[]) => group.reduce((sum, token) => sum + (counts.get(token) ?? 0), 0);
  if (tokens.some((group) => countOf(group) === 0)) return null;
  return tokens.toSorted((a, b) => countOf(a) - countOf(b));
}

/** Of a hit `w`: that its call has one of each group of tokens. Looked up call by call (the OFFSET keeps it so): the newest that have all are wanted, not all. */
export const hasWords = (clinicId: string, groups: readonly bigint[][]): Prisma.Sql[] =>
  groups.map(
    (tokens) => Prisma.sql`EXISTS (SELECT 1 FROM call_tokens o
      WHERE o.clinic_id = ${clinicId}::uuid AND o.token = ANY(${tokens}::bigint[]) AND o.call_id = w.call_id OFFSET 0)`,
  );

/** The line of a transcript that shows best why it was found: the one with most of the words, the earliest of equals. */
export function snippetOf(transcript: string, groups: readonly SearchTerm[][]): { who: string; text: string } | null {
  const wanted = new Set(groups.flatMap((group) => group.map(({ term }) => term)));
  let best: { who: string; text: string } | null = null;
  let most = 0;
  for (const line of transcript.split('\n')) {
    const [, who = '', text = ''] = /^(caller|agent|staff): (.*)$/.exec(line) ?? [];
    const said = new Set(wordsOf(text).flatMap((word) => wordTerm(word) ?? []));
    const hits = [...said].filter((term) => wanted.has(term)).length;
    if (hits > most) {
      most = hits;
      best = { who, text };
    }
  }
  return best;
}
