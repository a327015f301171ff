import type { Slot } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import { openHoursOf, type TimePlace } from '../times-said.ts';
import { judgeSlot } from './judge-time.ts';
import type { ToolContext } from './tool-context.ts';

/** Where words about a doctor's time are understood. */
export function placeOf(t: ToolContext, doctorId: string | null): TimePlace {
  const open = openHoursOf(t.profile, doctorId);
  return { now: t.now(), zone: t.profile.zone, ...(open === undefined ? {} : { open }) };
}

/** The slot that a tool names, where this call was offered it and the caller means it; else why not. */
export function chosenSlot(
  { doctorId, startsAt }: { doctorId: string; startsAt: string },
  t: ToolContext,
): { ok: true; slot: Slot } | (ToolResult & { ok: false }) {
  const slot = t.authority.offered(doctorId, startsAt);
  if (slot === null) return { ok: false, code: 'slot-not-offered' };
  const doubt = judgeSlot(slot, t.authority.talk(), placeOf(t, doctorId));
  if (doubt !== null) return { ok: false, code: doubt };
  t.authority.settle(doctorId, startsAt);
  return { ok: true, slot };
}

/** One call has one hold. */
export const ownerToken = (t: ToolContext): string => `call:${t.callId}`;
