import { newId, phoneTerms, type Tenant } from '@vaani/db';
import { type Language, toStored } from '../language.ts';
import { normalisePhone } from '../patients/phone.ts';

export interface CallStart {
  /** Twilio's name of the first leg; a browser call has none. */
  callSid?: string;
  direction: 'inbound' | 'outbound' | 'browser';
  /** What is not saved yet is tried in it: it changes nothing, and stands in no list and no figure. */
  isDraft?: boolean;
  /** Who rang, as the number came; null where it is withheld. */
  from: string | null;
  /** Who was rung: a number of the clinic's, or of an outbound call the person's. */
  to: string;
  phoneNumberId?: string;
  forwardedFrom?: string;
  language: Language;
  workerId?: string;
}

/** Writes the row of a call that begins, what finds it by its person's number, and its first leg. */
export async function insertCall(
  { tx, clinicId, cipher }: Tenant,
  callId: string,
  start: CallStart,
  now: Date,
): Promise<string> {
  const seal = (column: string, value: string | null | undefined) =>
    value ? cipher.seal('call_logs', column, callId, value) : null;
  const person = start.direction === 'outbound' ? start.to : start.from;
  const number = person === null ? null : normalisePhone(person);
  await tx.callLog.create({
    data: {
      id: callId,
      clinicId,
      callSid: start.callSid ?? null,
      direction: start.direction,
      isDraft: start.isDraft ?? false,
      fromNumber: seal('from_number', start.from),
      toNumber: seal('to_number', start.to),
      forwardedFrom: seal('forwarded_from', start.forwardedFrom),
      phoneNumberId: start.phoneNumberId ?? null,
      language: toStored(start.language),
      workerId: start.workerId ?? null,
      startedAt: now,
    },
    select: { id: true },
  });
  if (number !== null) {
    const data = phoneTerms(number).map((term) => ({
      ...{ clinicId, callId, startedAt: now, kind: term.kind },
      token: cipher.token(term),
    }));
    await tx.callToken.createMany({ data });
  }
  if (start.callSid !== undefined) {
    const leg = { id: newId(), clinicId, callId, callSid: start.callSid, role: 'caller', startedAt: now };
    await tx.callLeg.create({ data: leg, select: { id: true } });
  }
  return callId;
}
