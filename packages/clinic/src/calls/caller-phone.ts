import type { Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';

/**
 * The number of whoever was on the other side of a call: who rang, or who was rung. Null where it was withheld, or the call came from a browser.
 * For what is done with a number that nobody is shown. @throws {ClinicError} `not-found`
 */
export async function callerPhone(tenant: Tenant, callId: string): Promise<string | null> {
  const { tx, clinicId, cipher } = tenant;
  const row = await tx.callLog.findUnique({
    where: { clinicId_id: { clinicId, id: callId } },
    select: { direction: true, fromNumber: true, toNumber: true },
  });
  if (row === null) throw new ClinicError('not-found', 'There is no such call.', 'callId');
  if (row.direction === 'browser') return null;
  const [column, sealed] =
    row.direction === 'outbound' ? (['to_number', row.toNumber] as const) : (['from_number', row.fromNumber] as const);
  return sealed === null ? null : normalisePhone(cipher.open('call_logs', column, callId, sealed));
}
