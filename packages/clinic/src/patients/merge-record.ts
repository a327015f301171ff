import { z } from 'zod';
import { birthSchema } from './birth.ts';

const ids = z.array(z.uuid());

/** What a merge did, to the row: enough to take it back. Stored sealed. */
export const mergeRecordSchema = z.object({
  /** Ids of the rows that moved, by table and column. */
  moved: z.array(z.object({ table: z.string(), column: z.string(), ids })),
  /** Phones that were primary before they moved. */
  primaryPhones: ids,
  /** Entries that had been merged into the one merged now, and point to the kept one since. */
  followers: ids,
  /** Fields that the kept entry lacked, with what they were filled with. */
  filled: z
    .object({
      name: z.string(),
      birth: birthSchema,
      language: z.enum(['en', 'hi', 'hi-en']),
      email: z.string(),
      address: z.string(),
      abhaNumber: z.string(),
      notes: z.string(),
    })
    .partial(),
  /** True where the kept entry was to be completed, and the merged one was complete. */
  hasCompleted: z.boolean(),
  /** The consent that the kept entry had none of. */
  consent: z.object({ at: z.iso.datetime(), how: z.string() }).nullable(),
  /** When the kept entry was seen last before, and what the merge set it to. */
  lastSeen: z.object({ before: z.iso.datetime(), after: z.iso.datetime() }),
});
export type MergeRecord = z.infer<typeof mergeRecordSchema>;
