import { type ClinicProfile, type PatientCandidate, toolNoteOf } from '@vaani/clinic';
import type { ToolCall, ToolResult } from '@vaani/receptionist';
import { z } from 'zod';
import type { VoiceMetrics } from '../metrics.ts';
import type { CallWriter } from './call-writer.ts';
import type { Desk } from './desk.ts';

const slotSchema = z.object({ doctorId: z.uuid(), serviceId: z.uuid(), startsAt: z.string(), endsAt: z.string() });
const heldSchema = z.object({ slot: slotSchema });
const bookedSchema = z.object({ doctorId: z.uuid(), startsAt: z.string(), endsAt: z.string(), patientId: z.uuid() });
const movedSchema = bookedSchema.omit({ patientId: true });
const verifiedSchema = z.object({ patientId: z.uuid() });

/** Tells desk and record what each tool did: proposals pinned, callers identified. */
export function createToolReport(options: {
  desk: Desk;
  writer: CallWriter;
  profile: ClinicProfile;
  candidates: PatientCandidate[];
  callId: string;
  sinceStart: () => number;
  metrics: VoiceMetrics;
}): { report(call: ToolCall, result: ToolResult | null): void } {
  const { desk, writer, candidates, callId, sinceStart, metrics } = options;
  const nameOf = (patientId: string) => candidates.find(({ id }) => id === patientId)?.name ?? '';

  function onResult(call: ToolCall, result: ToolResult): void {
    if (call.name === 'hold_slot' && result.ok) {
      const held = heldSchema.safeParse(result.value);
      if (held.success) desk.proposal({ state: 'proposed', ...held.data.slot }, '');
    }
    if (call.name === 'book_appointment') {
      metrics.booking(result.ok ? 'booked' : 'refused');
      const { proposal } = desk.snapshot;
      const booked = bookedSchema.safeParse(result.ok ? result.value : null);
      if (proposal === undefined) return;
      if (!booked.success) {
        desk.proposal({ ...proposal, state: 'withdrawn' }, '');
        return;
      }
      const { doctorId, startsAt, endsAt, patientId } = booked.data;
      desk.proposal({ ...proposal, doctorId, startsAt, endsAt, state: 'booked' }, nameOf(patientId));
      desk.caller(patientId, nameOf(patientId), false);
      writer.caller(patientId, false);
    }
    if (call.name === 'reschedule_appointment' && result.ok) {
      const moved = movedSchema.safeParse(result.value);
      const { proposal } = desk.snapshot;
      if (moved.success && proposal !== undefined) desk.proposal({ ...proposal, ...moved.data, state: 'booked' }, '');
    }
    if (call.name === 'identify_patient' && result.ok) {
      const verified = verifiedSchema.safeParse(result.value);
      if (!verified.success) return;
      const { patientId } = verified.data;
      desk.caller(patientId, nameOf(patientId), true);
      writer.caller(patientId, true);
    }
  }

  return {
    report(call, result) {
      const data = { callId, toolCallId: call.id, tool: call.name, ...aboutOf(call, result) };
      if (result === null) return desk.tool({ ...data, phase: 'started' });
      desk.tool({ ...data, phase: 'finished', isOk: result.ok, ...(result.ok ? {} : { code: result.code }) });
      writer.event({
        kind: 'tool',
        atMs: sinceStart(),
        payload: { tool: call.name, arguments: call.arguments, result },
      });
      onResult(call, result);
    },
  };
}

const doctorSchema = z.uuid();
const instantSchema = z.iso.datetime({ offset: true });

/** With whom and when, as far as the call or its answer says so: what a model made up is no instant, and stays out. */
function aboutOf(call: ToolCall, result: ToolResult | null): { doctorId?: string; startsAt?: string } {
  const note = toolNoteOf({ tool: call.name, arguments: call.arguments, result });
  const [doctorId, startsAt] = [doctorSchema.safeParse(note.doctorId), instantSchema.safeParse(note.startsAt)];
  return {
    ...(doctorId.success ? { doctorId: doctorId.data } : {}),
    ...(startsAt.success ? { startsAt: new Date(startsAt.data).toISOString() } : {}),
  };
}
