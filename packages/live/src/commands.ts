import { z } from 'zod';

/** What the desk may tell the worker that owns a call. More kinds come with the desk: the worker refuses what it does not know. */
export const liveCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hang-up'), userId: z.uuid() }),
]);
export type LiveCommand = z.infer<typeof liveCommandSchema>;

/** The worker's answer to a command. */
export type CommandAck =
  | { ok: true }
  | { ok: false; code: 'no-owner' | 'timeout' | 'redis-down' | 'refused' | 'unknown'; sentence: string };
