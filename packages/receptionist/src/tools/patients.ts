import { identifyCaller } from '@vaani/clinic';
import type { ToolResult } from '../brain.ts';
import type { ToolArguments } from './definitions.ts';
import { readBackIdOf } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';
import { newPatient, phoneOf, whomOf } from './whom.ts';

/** The same answer for a name that is not there and for a birth date that is wrong. */
export async function identifyPatientTool(
  args: ToolArguments<'identify_patient'>,
  t: ToolContext,
): Promise<ToolResult> {
  if (!t.authority.mayIdentify()) return { ok: false, code: 'too-many-identifications' };
  if (t.callerPhone === null) {
    t.authority.identificationFailed();
    return { ok: false, code: 'not-verified' };
  }
  const { name, birth } = args;
  const said =
    'date' in birth ? { birthDate: birth.date } : 'year' in birth ? { birthYear: birth.year } : { age: birth.age };
  const answer = await identifyCaller(t.ctx, { phone: t.callerPhone, name, ...said });
  if (answer.result === 'verified') {
    t.authority.verify(answer.patientId);
    return { ok: true, value: { patientId: answer.patientId } };
  }
  t.authority.identificationFailed();
  if (!t.authority.mayIdentify()) return { ok: false, code: 'too-many-identifications' };
  return { ok: false, code: 'not-verified' };
}

/** A new entry under the caller's phone, as it was read back and confirmed. */
export async function registerPatientTool(
  args: ToolArguments<'register_patient'>,
  t: ToolContext,
): Promise<ToolResult> {
  const whom = whomOf(args);
  const readBackId = readBackIdOf({ kind: 'register', ...whom });
  const refusal = t.authority.mayWrite(readBackId);
  if (refusal !== null) return { ok: false, code: refusal };
  const phone = phoneOf(args.phone, t);
  if (phone === null) return { ok: false, code: 'no-phone' };
  const patientId = await newPatient({ ...whom, language: args.language }, phone, t);
  t.authority.spend(readBackId);
  return { ok: true, value: { patientId } };
}
