import { type ClinicContext, type ClinicProfile, normalisePhone } from '@vaani/clinic';
import { type CallAuthority, executeTool, type ToolCall, type ToolContext, type ToolResult } from '@vaani/receptionist';
import type { CallWriter } from './call-writer.ts';
import type { HearingKind } from './hearing.ts';

/** Runs a tool call behind the guard; never throws. */
export type ToolRunner = (call: ToolCall, t: ToolContext) => Promise<ToolResult>;

/** The tools of one call. */
export function createTools(options: {
  ctx: ClinicContext;
  callId: string;
  profile: ClinicProfile;
  callerPhone: string | null;
  authority: CallAuthority;
  writer: CallWriter;
  now: () => string;
  hearing: () => HearingKind;
  execute?: ToolRunner;
}): (call: ToolCall) => Promise<ToolResult> {
  const { ctx, callId, profile, callerPhone, authority, writer, now, execute = executeTool } = options;
  return async (call) => {
    const result = await execute(call, {
      ...{ ctx, profile, authority, callerPhone, callId, now },
      hearing: options.hearing(),
    });
    const phone = callerPhone ?? normalisePhone(authority.keyedPhone() ?? '', profile.country);
    if (call.name !== 'leave_message' || result.ok || result.code !== 'unavailable' || phone === null) return result;
    // The database is away. The promise is kept here and written when it is back, with all else that was said.
    writer.callback({ phone, reason: String(call.arguments.reason) });
    return { ok: true, value: {} };
  };
}
