import { z } from 'zod';

/** What a whisper or a sentence may be: one breath on the telephone, not an essay. */
export const spokenTextSchema = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(300, 'is longer than 300 characters')
  .regex(/^[^\p{Cc}]*$/u, 'has a character in it that cannot be said');

/** Who of the staff acts, and by which name others see them. */
const by = { userId: z.uuid(), name: z.string().max(200) };

/** What the desk may tell the worker that owns a call. */
export const liveCommandSchema = z.discriminatedUnion('kind', [
  /** A note that only the AI gets. */
  z.object({ kind: z.literal('whisper'), ...by, text: spokenTextSchema }),
  /** The AI's voice says exactly this. */
  z.object({ kind: z.literal('say'), ...by, text: spokenTextSchema }),
  /** A browser is about to listen; it comes with a ticket. */
  z.object({ kind: z.literal('listen'), ...by }),
  /** A browser is about to speak with the caller instead of the AI; it comes with a ticket. */
  z.object({ kind: z.literal('take-over'), ...by }),
  z.object({ kind: z.literal('hand-back'), ...by }),
  /** To an entry of the transfer directory. */
  z.object({ kind: z.literal('transfer'), ...by, entryId: z.uuid() }),
  z.object({ kind: z.literal('hold'), ...by, isOnHold: z.boolean() }),
  z.object({ kind: z.literal('hang-up'), ...by }),
  z.object({ kind: z.literal('own'), ...by }),
  z.object({ kind: z.literal('release'), ...by }),
]);
export type LiveCommand = z.infer<typeof liveCommandSchema>;

/** The worker's answer to a command. `url` is the address of the worker's desk socket, where the act needs one. */
export const commandAckSchema = z.union([
  z.object({ ok: z.literal(true), url: z.url().optional() }),
  z.object({ ok: z.literal(false), code: z.enum(['no-owner', 'refused', 'unknown']), sentence: z.string() }),
]);
export type CommandAck =
  | { ok: true; url?: string | undefined }
  | { ok: false; code: 'no-owner' | 'timeout' | 'redis-down' | 'refused' | 'unknown'; sentence: string };
