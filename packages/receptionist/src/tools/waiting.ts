import { joinWaitlist, queueStatus } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import type { ToolArguments } from './definitions.ts';
import { readBackIdOf } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';
import { newPatient, patientOfPhone, phoneOf, whomOf } from './whom.ts';

/** Puts somebody on the waiting list, as it was read back to the caller and confirmed. Who waits already is told so, and waits once. */
export async function joinWaitlistTool(args: ToolArguments<'join_waitlist'>, t: ToolContext): Promise<ToolResult> {
  const { doctorId, speciality, from, to, part } = args;
  const whom = whomOf(args);
  const wish = {
    ...(doctorId === undefined ? {} : { doctorId }),
    ...(speciality === undefined ? {} : { speciality }),
    from,
    to,
    ...(part === undefined ? {} : { part }),
  };
  const readBackId = readBackIdOf({ kind: 'wait', ...wish, ...whom });
  const phone = phoneOf(args.phone, t);
  if (phone === null) return { ok: false, code: 'no-phone' };
  const known = await patientOfPhone(whom, phone, t);
  if (!known.ok) return known;
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const patientId = known.patientId ?? (await newPatient({ ...whom, language: args.language }, phone, t));
  const joined = await joinWaitlist(t.ctx, {
    ...wish,
    patientId,
    phone,
    callId: t.callId,
    idempotencyKey: `${t.callId}:${t.authority.writeCount()}:${readBackId}`,
  });
  t.authority.spend(readBackId);
  // Whether they waited before is the patient's affair: whoever asks twice hears the same.
  return { ok: true, value: { entryId: joined.ok ? joined.entry.id : joined.entryId } };
}

/** The queue as the waiting room shows it: numbers and times, nothing of a patient. */
export async function queueStatusTool(
  { doctorId, token }: ToolArguments<'queue_status'>,
  t: ToolContext,
): Promise<ToolResult> {
  const { state, lateMin, running, next, waiting, newcomerMin, session, line, skipped } = await queueStatus(t.ctx, {
    doctorId,
  });
  const place = line.find(({ number }) => number === token);
  return {
    ok: true,
    value: {
      doctorId,
      state,
      lateMin,
      running,
      next,
      waiting,
      newcomerMin,
      startsAt: session?.startsAt ?? null,
      endsAt: session?.endsAt ?? null,
      ...(token === undefined ? {} : { token, waitMin: place?.minutes ?? null, isSkipped: skipped.includes(token) }),
    },
  };
}
