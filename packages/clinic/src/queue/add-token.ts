import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { type TokenViewRow, tokenViewColumns } from './token-view.ts';

export interface NewToken {
  serviceId: string;
  patientId?: string | undefined;
  appointmentId?: string | undefined;
  /** Of a walk-in whom the clinic does not know. */
  name?: string | undefined;
  /** E.164, of the same. */
  phone?: string | undefined;
}

/** Gives the next number of a session. Its row counts, and keeps whoever counts at the same time waiting: no number is left out or given twice. */
export async function addToken(
  tenant: Tenant,
  ctx: ClinicContext,
  sessionId: string,
  token: NewToken,
): Promise<TokenViewRow> {
  const { tx, clinicId, cipher } = tenant;
  const { lastNumber: number } = await tx.doctorSession.update({
    where: { clinicId_id: { clinicId, id: sessionId } },
    data: { lastNumber: { increment: 1 } },
    select: { lastNumber: true },
  });
  const id = newId();
  const seal = (column: 'name' | 'phone', value: string | undefined) =>
    value === undefined ? null : cipher.seal('queue_tokens', column, id, value);
  const row = await tx.queueToken.create({
    data: {
      id,
      clinicId,
      sessionId,
      number,
      serviceId: token.serviceId,
      patientId: token.patientId ?? null,
      appointmentId: token.appointmentId ?? null,
      name: seal('name', token.name),
      phone: seal('phone', token.phone),
      createdAt: new Date(ctx.clock.now()),
    },
    select: tokenViewColumns,
  });
  await recordAudit(tenant, ctx.actor, {
    action: 'token.issue',
    objectKind: 'token',
    objectId: id,
    new: { number, ...token },
  });
  return row;
}
