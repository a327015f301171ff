import { type ClinicContext, claimStep, listTransferSteps, patientsByPhone, reopenCall } from '@vaani/clinic';
import type { Admission } from './admission.ts';
import type { CallerOnTheWay } from './after-stream.ts';
import type { Directory } from './directory.ts';
import { BACK_STEP, type Way } from './hand-over.ts';
import type { ExpectedCall } from './reception.ts';

const NOBODY_STEP = 'nobody';
/** In these nobody goes back to the agent: it could not help, or is no help. */
const notAgain: ReadonlySet<string> = new Set(['trouble', 'emergency']);

/** May a caller go back to the agent whom nobody could take? Not where it is no help, or dialling for them would loop. */
export const mayComeBack = (way: Way, { said, isPassedOn = false, isLoop = false }: CallerOnTheWay): boolean =>
  way.kind === 'call-back' && way.hasNumber && !isPassedOn && !isLoop && !notAgain.has(said);

/**
 * A caller whom nobody could take comes back to the agent, which knows what was said and that somebody rings back. Null where they did already, there is
 * no place, or nothing is known of a talk before: then Twilio's voice says so.
 */
export async function comeBack(
  caller: CallerOnTheWay,
  options: { directory: Directory; admission: Admission; workerId: string; onExpired: (callSid: string) => void },
): Promise<ExpectedCall | null> {
  const { ctx: system, callId, callSid, phone, callerId } = caller;
  const last = (await listTransferSteps(system, callId)).at(-1);
  // Nobody at all was there to be rung: told once, as after each who was.
  if (!(await claimStep(system, callSid, last === undefined ? NOBODY_STEP : `${BACK_STEP}${last.step}`))) return null;
  if (!options.admission.reserve(callSid, () => options.onExpired(callSid))) return null;
  let call: ExpectedCall | null = null;
  try {
    call = await reopened();
  } finally {
    if (call === null) options.admission.release(callSid);
  }
  return call;

  async function reopened(): Promise<ExpectedCall | null> {
    const talk = await reopenCall(system, { callId, workerId: options.workerId });
    if (talk === null) return null;
    const profile = await options.directory.byClinic(system.clinicId);
    const candidates = phone === null ? [] : await patientsByPhone(system, phone);
    const ctx: ClinicContext = { ...system, actor: { kind: 'agent', callId } };
    return {
      ...{ ctx, callId, callSid, profile, candidates, callerPhone: phone, dialled: callerId, isLoop: false },
      ...{ language: talk.language, direction: talk.direction === 'outbound' ? 'outbound' : 'inbound', resumed: talk },
    };
  }
}
