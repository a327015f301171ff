import { ClinicError } from '@vaani/clinic';
import type { z } from 'zod';
import type { ToolCall, ToolResult } from '../brain.ts';
import {
  cancelAppointmentTool,
  followUpTool,
  myAppointmentsTool,
  rescheduleAppointmentTool,
  restoreAppointmentTool,
} from './appointments.ts';
import { bookAppointmentTool, holdSlotTool, searchSlotsTool } from './booking.ts';
import { clinicInfo } from './clinic-info.ts';
import { type ToolName, toolSchemas } from './definitions.ts';
import { leaveMessageTool } from './message.ts';
import { identifyPatientTool, registerPatientTool } from './patients.ts';
import type { ToolContext } from './tool-context.ts';
import { joinWaitlistTool, queueStatusTool } from './waiting.ts';

/** A tool that takes longer counts as failed, whatever it does afterwards (writes carry idempotency keys). */
export const TOOL_DEADLINE_MS = 8_000;

type Runner = (raw: unknown, t: ToolContext) => Promise<ToolResult>;

function tool<S extends z.ZodType>(
  schema: S,
  run: (args: z.output<S>, t: ToolContext) => Promise<ToolResult> | ToolResult,
): Runner {
  return async (raw, t) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return run(parsed.data, t);
    return { ok: false, code: 'bad-arguments', value: parsed.error.issues.map((issue) => issue.path.join('.')) };
  };
}

/** The call itself does these; here their arguments are checked and handed back. */
const echo = (args: unknown): ToolResult => ({ ok: true, value: args });

const runners: Record<ToolName, Runner> = {
  search_slots: tool(toolSchemas.search_slots, searchSlotsTool),
  hold_slot: tool(toolSchemas.hold_slot, holdSlotTool),
  book_appointment: tool(toolSchemas.book_appointment, bookAppointmentTool),
  reschedule_appointment: tool(toolSchemas.reschedule_appointment, rescheduleAppointmentTool),
  cancel_appointment: tool(toolSchemas.cancel_appointment, cancelAppointmentTool),
  restore_appointment: tool(toolSchemas.restore_appointment, restoreAppointmentTool),
  my_appointments: tool(toolSchemas.my_appointments, myAppointmentsTool),
  join_waitlist: tool(toolSchemas.join_waitlist, joinWaitlistTool),
  queue_status: tool(toolSchemas.queue_status, queueStatusTool),
  follow_up: tool(toolSchemas.follow_up, followUpTool),
  identify_patient: tool(toolSchemas.identify_patient, identifyPatientTool),
  register_patient: tool(toolSchemas.register_patient, registerPatientTool),
  clinic_info: tool(toolSchemas.clinic_info, (args, t) => clinicInfo(args, t.profile)),
  leave_message: tool(toolSchemas.leave_message, leaveMessageTool),
  transfer_to_human: tool(toolSchemas.transfer_to_human, echo),
  set_language: tool(toolSchemas.set_language, echo),
  end_call: tool(toolSchemas.end_call, echo),
};

/**
 * Runs one tool call behind the guard. Never throws: bad arguments, refusals of guard or clinic and failures come back as codes.
 * `unavailable` means that the database is in trouble or took too long.
 */
export async function executeTool(call: ToolCall, t: ToolContext): Promise<ToolResult> {
  const run = Object.hasOwn(runners, call.name) ? runners[call.name as ToolName] : undefined;
  if (run === undefined) return { ok: false, code: 'unknown-tool' };
  let cancel = (): void => undefined;
  const expired = new Promise<ToolResult>((resolve) => {
    cancel = t.ctx.clock.after(TOOL_DEADLINE_MS, () => resolve({ ok: false, code: 'unavailable' }));
  });
  try {
    return await Promise.race([run(call.arguments, t), expired]);
  } catch (error) {
    if (error instanceof ClinicError) return { ok: false, code: error.code };
    t.ctx.logger?.error('a tool failed', {
      error: error instanceof Error ? error : String(error),
      tool: call.name,
      callId: t.callId,
    });
    return { ok: false, code: 'unavailable' };
  } finally {
    cancel();
  }
}
