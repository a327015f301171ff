import { isMinor, normalisePhone, patientsByPhone, registerPatient, sameName } from '@vaani/clinic';
import type { Language, ToolResult } from '../brain.ts';
import { localAt } from '../times-said.ts';
import type { BirthSaid, Whom } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';

/** A tool's arguments that say for whom it is. */
export interface WhomArguments {
  patientId?: string | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  birth?: BirthSaid | undefined;
  relation?: string | undefined;
  guardian?: { name: string; relation: string } | undefined;
}

/** What of a tool's arguments a read-back names of the person, no more. */
export function whomOf({ patientId, name, phone, birth, relation, guardian }: WhomArguments): Whom {
  return {
    ...(patientId === undefined ? {} : { patientId }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(birth === undefined ? {} : { birth }),
    ...(relation === undefined ? {} : { relation }),
    ...(guardian === undefined ? {} : { guardian }),
  };
}

/** The phone under which this call acts: the caller's, else one that was keyed in this call, exactly as it is named now. */
export function phoneOf(asked: string | undefined, t: ToolContext): string | null {
  if (t.callerPhone !== null) return t.callerPhone;
  const keyed = t.authority.keyedPhone();
  if (keyed === null || asked === undefined) return null;
  const { country } = t.profile;
  const [mine, wanted] = [normalisePhone(keyed, country), normalisePhone(asked, country)];
  return mine !== null && mine === wanted ? mine : null;
}

/**
 * The patient a write is for: the one that is named by id, who must be of this phone; else the only one of this phone with that name; null where it is
 * somebody new. A name that is on the phone and one that is not are told apart by nothing in the answer.
 */
export async function patientOfPhone(
  { patientId, name }: Whom,
  phone: string,
  t: ToolContext,
): Promise<{ ok: true; patientId: string | null } | (ToolResult & { ok: false })> {
  if (patientId === undefined && name === undefined) return { ok: true, patientId: null };
  const known = await patientsByPhone(t.ctx, phone);
  if (patientId !== undefined) {
    // The name is what the caller heard: a name of one and the id of another is neither.
    const isMeant = known.some(({ id, name: theirs }) => id === patientId && isCalled(theirs, name));
    return isMeant ? { ok: true, patientId } : { ok: false, code: 'unknown-patient' };
  }
  const [only, other] = known.filter((one) => one.name !== null && sameName(one.name, name ?? ''));
  return { ok: true, patientId: only !== undefined && other === undefined ? only.id : null };
}

const isCalled = (theirs: string | null, name: string | undefined): boolean =>
  name === undefined || (theirs !== null && sameName(theirs, name));

/** A new entry under a phone. What a caller said by voice is the desk's to check, unless it is whole. */
export async function newPatient(
  { name, birth, relation, guardian, language }: Whom & { language?: Language | undefined },
  phone: string,
  t: ToolContext,
): Promise<string> {
  const today = localAt(t.now(), t.profile.zone).date;
  const isWhole = name !== undefined && birth !== undefined && (guardian !== undefined || !isMinor(birth, today));
  const { id } = await registerPatient(t.ctx, {
    phone,
    isToBeCompleted: !isWhole,
    callId: t.callId,
    ...(name === undefined ? {} : { name }),
    ...(birth === undefined ? {} : { birth }),
    ...(relation === undefined ? {} : { relation }),
    ...(guardian === undefined ? {} : { guardian }),
    ...(language === undefined ? {} : { language }),
  });
  return id;
}
