import { z } from 'zod';
import { outcomes } from './outcomes.ts';

const languageOutput = z.enum(['en', 'hi', 'hi-en']);

export const callSummaryOutput = z.object({
  id: z.uuid(),
  direction: z.enum(['inbound', 'outbound', 'browser']),
  /** The patient's name, or a masked number. */
  caller: z.string(),
  patientId: z.uuid().nullable(),
  language: languageOutput,
  startedAt: z.string(),
  /** Null while the call is under way; so is the outcome. */
  durationSeconds: z.number().nullable(),
  outcome: z.enum(outcomes).nullable(),
  mood: z.enum(['positive', 'neutral', 'negative']).nullable(),
  summary: z.string().nullable(),
  turnCount: z.number(),
  interruptions: z.number(),
});
export type CallSummary = z.infer<typeof callSummaryOutput>;

export const callDetailOutput = callSummaryOutput.extend({
  /** Of its providers; null where it is not known, and for those who may not see it. */
  costPaise: z.number().nullable(),
  turns: z.array(
    z.object({
      turnId: z.uuid(),
      index: z.number(),
      who: z.enum(['caller', 'agent', 'staff']),
      text: z.string(),
      language: languageOutput,
      confidence: z.number().nullable(),
      isUnclear: z.boolean(),
      isInterrupted: z.boolean(),
      startedMs: z.number(),
      endedMs: z.number(),
      gapMs: z.number().nullable(),
    }),
  ),
  appointments: z.array(
    z.object({
      id: z.uuid(),
      doctorName: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
      status: z.string(),
      patientName: z.string().nullable(),
    }),
  ),
});
export type CallDetail = z.infer<typeof callDetailOutput>;
