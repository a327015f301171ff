import { leaveCallback, normalisePhone } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import type { ToolArguments } from './definitions.ts';
import type { ToolContext } from './tool-context.ts';

/** A promise that somebody rings back. Without a number of the caller's there is nobody to ring. */
export async function leaveMessageTool(args: ToolArguments<'leave_message'>, t: ToolContext): Promise<ToolResult> {
  const keyed = t.authority.keyedPhone();
  const phone = t.callerPhone ?? (keyed === null ? null : normalisePhone(keyed, t.profile.country));
  if (phone === null) return { ok: false, code: 'no-phone' };
  const { callbackId } = await leaveCallback(t.ctx, { callId: t.callId, phone, reason: args.reason });
  return { ok: true, value: { callbackId } };
}
