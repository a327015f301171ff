import { z } from 'zod';

export const failureSchema = z.object({
  code: z.enum(['bad-input', 'not-found', 'not-allowed', 'conflict', 'busy', 'unavailable']),
  sentence: z.string(),
  about: z.string().nullable(),
  field: z.string().nullable(),
});
export const doneSchema = z.object({ email: z.string() });
