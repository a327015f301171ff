import { z } from 'zod';

/** What a browser says on its line in words; what it says aloud comes as binary messages. */
const openSchema = z.object({
  event: z.literal('open'),
  ticket: z.string().min(1).max(128),
  /** In which the page says why a line ends. */
  language: z.enum(['en', 'hi']).default('en'),
});
const messageSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('mark'), name: z.string().max(128) }),
  z.object({ event: z.literal('text'), text: z.string().trim().min(1).max(500) }),
  z.object({ event: z.literal('key'), digit: z.string().regex(/^[0-9*#]$/) }),
  z.object({ event: z.literal('hang-up') }),
]);
export type DeskMessage = z.infer<typeof messageSchema>;

export const parseOpen = (text: string): z.output<typeof openSchema> | null =>
  openSchema.safeParse(parsed(text)).data ?? null;
export const parseDeskMessage = (text: string): DeskMessage | null =>
  messageSchema.safeParse(parsed(text)).data ?? null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
