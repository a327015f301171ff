import { z } from 'zod';
import type { WhenReading } from '../language/types.ts';

/** What one sentence offered, in the order in which it was said: slots to choose from, or days and times between which the caller is to say. */
export interface Offered {
  slots: readonly { doctorId: string; startsAt: string }[];
  choices: readonly WhenReading[];
}

const time = z.string().max(5).optional();
const shape = z.object({
  s: z.array(z.tuple([z.uuid(), z.int()])),
  c: z.array(
    z.object({
      date: z.string().max(10).optional(),
      dateTo: z.string().max(10).optional(),
      time,
      timeFrom: time,
      timeTo: time,
      part: z.enum(['morning', 'afternoon', 'evening', 'night']).optional(),
    }),
  ),
});

const PREFIX = 'of_';

/**
 * The name of an offer, by which the guard learns that it was heard. It holds what was offered instead of a digest of it, because the guard must know
 * what "the second one" is; doctors and times only, nothing of a patient.
 */
export function offerIdOf(offered: Partial<Offered>): string {
  const s = (offered.slots ?? []).map(({ doctorId, startsAt }) => [doctorId, Date.parse(startsAt)]);
  return PREFIX + Buffer.from(JSON.stringify({ s, c: offered.choices ?? [] })).toString('base64url');
}

/** What an offer's name says; null where it is none. */
export function readOfferId(id: string): Offered | null {
  if (!id.startsWith(PREFIX)) return null;
  const read = shape.safeParse(parsed(Buffer.from(id.slice(PREFIX.length), 'base64url').toString()));
  if (!read.success) return null;
  const { s, c } = read.data;
  return {
    slots: s.map(([doctorId, at]) => ({ doctorId, startsAt: new Date(at).toISOString() })),
    choices: c.map((choice) => Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined))),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
