import { z } from 'zod';
import { type UnderstandKind, understand, understandKinds } from './language/understand.ts';

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 09:00');
const id = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const line = z.object({
  id: id.optional(),
  text: z.string(),
  now: z
    .string()
    .refine((now) => !Number.isNaN(Date.parse(now)), 'must be an ISO-8601 instant')
    .optional(),
  zone: z.string().refine(isZone, 'must be an IANA time zone').optional(),
  open: z.object({ from: clock, to: clock }).nullish(),
  kind: z.enum(understandKinds).default('when'),
});

/** What cannot be read without knowing when and where it was said. */
const dated: ReadonlySet<UnderstandKind> = new Set(['when', 'birthDate']);

const zones = new Map<string, boolean>();
function isZone(zone: string): boolean {
  let is = zones.get(zone);
  if (is === undefined) {
    try {
      is = new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      is = false;
    }
    zones.set(zone, is);
  }
  return is;
}

/**
 * Answers one line of JSON, `{"id"?, "text", "now", "zone", "open"?, "kind"?}`, with one line of JSON: what was understood, or
 * `{"error": …}` with what is wrong; the id goes back where it can be read. Never throws.
 */
export function understandLine(text: string): string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return JSON.stringify({ error: 'This line is not JSON.' });
  }
  const known = idOf(data);
  const parsed = line.safeParse(data);
  if (!parsed.success) return JSON.stringify({ ...known, error: sentenceOf(parsed.error) });
  const { text: said, now, zone, open, kind } = parsed.data;
  if (dated.has(kind) && (now === undefined || zone === undefined)) {
    return JSON.stringify({ ...known, error: `${now === undefined ? 'now' : 'zone'}: is needed for ${kind}.` });
  }
  const context = {
    now: now ?? '1970-01-01',
    zone: zone ?? 'UTC',
    ...(open === undefined || open === null ? {} : { open }),
  };
  return JSON.stringify({ ...known, ...understand({ text: said, kind, ...context }) });
}

function idOf(data: unknown): { id?: z.infer<typeof id> } {
  if (typeof data !== 'object' || data === null || !('id' in data)) return {};
  const parsed = id.safeParse(data.id);
  return parsed.success ? { id: parsed.data } : {};
}

function sentenceOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => `${path.length === 0 ? 'The line' : path.join('.')}: ${message}.`)
    .join(' ');
}
