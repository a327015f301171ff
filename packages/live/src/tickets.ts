import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { keys } from './keys.ts';
import { runTake } from './scripts.ts';

const ticketSchema = z.object({
  userId: z.uuid(),
  clinicId: z.uuid(),
  callId: z.uuid().optional(),
  /** Of a call-back: the attempt that the socket is for. */
  attemptId: z.uuid().optional(),
  /** Of a call from the browser: the language that it begins in; the clinic's own where it is missing. */
  language: z.enum(['en', 'hi', 'hi-en']).optional(),
  purpose: z.enum(['try', 'listen', 'take-over', 'call-back', 'draft', 'play', 'probe']),
});
/** What a browser may open a socket for: bound to user, clinic, call and purpose. */
export type Ticket = z.infer<typeof ticketSchema>;

const LIFE_MS = 30_000;

/** Single-use tickets, 30 seconds. Redis holds a hash of each, so that reading Redis gives none away. */
export interface Tickets {
  issue(ticket: Ticket): Promise<string>;
  /** The ticket, once; null where it is none, spent, late or for another purpose than these. */
  spend(secret: string, ...purposes: Ticket['purpose'][]): Promise<Ticket | null>;
}

export function createTickets(redis: Redis): Tickets {
  const keyOf = (secret: string) => keys.ticket(createHash('sha256').update(secret).digest('base64url'));
  return {
    async issue(ticket) {
      const secret = randomBytes(32).toString('base64url');
      await redis.set(keyOf(secret), JSON.stringify(ticketSchema.parse(ticket)), 'PX', LIFE_MS);
      return secret;
    },
    async spend(secret, ...purposes) {
      const text = await runTake(redis, keyOf(secret));
      if (text === null) return null;
      const ticket = ticketSchema.parse(JSON.parse(text));
      return purposes.includes(ticket.purpose) ? ticket : null;
    },
  };
}
