import { z } from 'zod';
import { dispositions, outcomes, staffActs, wishes } from './outcomes.ts';

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
  summaryHindi: z.string().nullable(),
  turnCount: z.number(),
  interruptions: z.number(),
  hasFallenBack: z.boolean(),
  disposition: z.enum(dispositions).nullable(),
  wishes: z.array(z.enum(wishes)),
});
export type CallSummary = z.infer<typeof callSummaryOutput>;

export const callPageOutput = z.object({
  calls: z.array(callSummaryOutput),
  next: z.string().nullable(),
  total: z.number(),
  /** There are more than were counted. */
  isTotalCut: z.boolean(),
  snippets: z.record(z.uuid(), z.object({ who: z.string(), text: z.string() })),
  isTooCommon: z.boolean(),
});

export type CallPage = z.infer<typeof callPageOutput>;

export const callTaskOutput = z.object({
  id: z.uuid(),
  text: z.string(),
  dueAt: z.string(),
  status: z.enum(['open', 'in_progress', 'done', 'dropped']),
  owner: z.object({ userId: z.uuid(), name: z.string() }).nullable(),
});
export type CallTask = z.infer<typeof callTaskOutput>;

const ms = z.number().nullable();

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
      gapMs: ms,
      stages: z.object({ waitMs: ms, sttMs: ms, llmMs: ms, ttsMs: ms }),
    }),
  ),
  tools: z.array(
    z.object({
      id: z.uuid(),
      atMs: z.number(),
      tool: z.string(),
      isOk: z.boolean(),
      code: z.string().nullable(),
      doctorId: z.uuid().nullable(),
      startsAt: z.string().nullable(),
    }),
  ),
  acts: z.array(
    z.object({
      id: z.uuid(),
      atMs: z.number(),
      act: z.enum(staffActs),
      isOnHold: z.boolean().nullable(),
      by: z.string().nullable(),
    }),
  ),
  notes: z.string().nullable(),
  review: z.object({ at: z.string(), by: z.string().nullable() }).nullable(),
  tasks: z.array(callTaskOutput),
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
