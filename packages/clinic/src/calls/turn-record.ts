import { z } from 'zod';

/** How long the parts of an answer took, ms, as far as they were timed. Of a caller's turn the first two, of the agent's the others. */
export interface TurnStages {
  /** Until silence was taken for the end. */
  waitMs: number | null;
  /** Until the words were there. */
  sttMs: number | null;
  /** Until the first words of the reply. */
  llmMs: number | null;
  /** Until the first sound of the voice. */
  ttsMs: number | null;
}

const ms = z.number().min(0).nullable().catch(null).default(null);
const recordSchema = z.object({ waitMs: ms, sttMs: ms, llmMs: ms, ttsMs: ms });

/** What a turn's record says of its stages; what is not there is not known. */
export function stagesOf(record: unknown): TurnStages {
  const parsed = recordSchema.safeParse(record ?? {});
  return parsed.success ? parsed.data : { waitMs: null, sttMs: null, llmMs: null, ttsMs: null };
}

/** One thing that was done for the caller, without what they said for it. */
export interface ToolNote {
  id: string;
  atMs: number;
  tool: string;
  isOk: boolean;
  /** Why not. */
  code: string | null;
  /** With whom and when, where it was about a doctor or a time. */
  doctorId: string | null;
  startsAt: string | null;
}

const about = z.object({ doctorId: z.uuid(), startsAt: z.string() }).partial().catch({});
const withSlot = z.object({ slot: about }).partial().catch({});
const payloadSchema = z.object({
  tool: z.string(),
  arguments: z.unknown(),
  result: z.object({ ok: z.boolean(), code: z.string().optional(), value: z.unknown() }).partial().nullish(),
});

/** What a stored tool call tells a reader. */
export function toolNoteOf(payload: unknown): Omit<ToolNote, 'id' | 'atMs'> {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return { tool: 'other', isOk: true, code: null, doctorId: null, startsAt: null };
  const { tool, arguments: asked, result } = parsed.data;
  const sources = [result?.value, asked].flatMap((value) => [about.parse(value), withSlot.parse(value).slot ?? {}]);
  const first = <K extends 'doctorId' | 'startsAt'>(key: K) => sources.find((one) => one[key])?.[key] ?? null;
  return {
    tool,
    isOk: result?.ok ?? true,
    code: result?.code ?? null,
    doctorId: first('doctorId'),
    startsAt: first('startsAt'),
  };
}

/** What people at the desk do with a call under way. */
export const staffActs = [
  ...(['whisper', 'say', 'listen', 'take-over', 'hand-back'] as const),
  ...(['transfer', 'hold', 'hang-up', 'own', 'release'] as const),
] as const;

/** One thing that somebody of the staff did. */
export interface StaffAct {
  id: string;
  atMs: number;
  act: (typeof staffActs)[number];
  /** Of `hold`: put on hold, or taken off. Null where that was not written down. */
  isOnHold: boolean | null;
  /** Their name; null where they are gone. */
  by: string | null;
}

const deskSchema = z.object({
  act: z.enum(staffActs),
  userId: z.uuid(),
  isOnHold: z.boolean().nullable().default(null),
});

/** What a stored act tells a reader; null where it is none that is known here. */
export function staffActOf(payload: unknown): z.infer<typeof deskSchema> | null {
  const parsed = deskSchema.safeParse(payload);
  return parsed.success ? parsed.data : null;
}
