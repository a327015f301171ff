import * as z from 'zod/mini';

const words = z.string().check(z.maxLength(1_000));

/** What the worker says on the line beside sound. */
const lineMessageSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), purpose: words, callId: z.optional(z.uuid()) }),
  z.object({ event: z.literal('refused'), sentence: words }),
  z.object({ event: z.literal('clear') }),
  z.object({ event: z.literal('mark'), name: words }),
  z.object({ event: z.literal('ended'), sentence: words }),
]);
export type LineMessage = z.infer<typeof lineMessageSchema>;

/** Reads a message of the worker; null for one that this page does not know, which is ignored. */
export function readLineMessage(text: string): LineMessage | null {
  try {
    const message = lineMessageSchema.safeParse(JSON.parse(text));
    return message.success ? message.data : null;
  } catch {
    return null;
  }
}
