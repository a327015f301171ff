import type { Tenant } from '@vaani/db';

const appointmentColumns = {
  id: true,
  status: true,
  startsAt: true,
  endsAt: true,
  patientId: true,
  doctor: { select: { name: true, nameHindi: true } },
} as const;

/** What is read of a message to send it. */
const columns = {
  id: true,
  kind: true,
  status: true,
  language: true,
  delayMin: true,
  sendAfter: true,
  notAfter: true,
  recipient: true,
  patientId: true,
  clinic: { select: { name: true, nameHindi: true, zone: true } },
  appointment: { select: appointmentColumns },
  messageAppointmentByMessage: { select: { appointment: { select: appointmentColumns } }, orderBy: { id: 'asc' } },
  offer: {
    select: {
      status: true,
      startsAt: true,
      expiresAt: true,
      doctor: { select: { name: true, nameHindi: true } },
      entry: { select: { id: true, patientId: true, phone: true } },
    },
  },
  callback: { select: { id: true, status: true, phone: true, callId: true } },
  messageDeliveryByMessage: {
    select: {
      id: true,
      channel: true,
      status: true,
      recipient: true,
      errorCode: true,
      isFinal: true,
      isPast: true,
      providerMessageId: true,
      createdAt: true,
    },
    orderBy: { id: 'asc' },
  },
} as const;

/**
 * The message with its attempts, locked until the transaction ends: of two who would send it, the second sees what the first wrote. Null where there
 * is none.
 */
export async function lockMessage({ tx, clinicId }: Tenant, messageId: string) {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM message_jobs WHERE clinic_id = ${clinicId}::uuid AND id = ${messageId}::uuid FOR UPDATE`;
  if (locked.length === 0) return null;
  return tx.messageJob.findUniqueOrThrow({ where: { clinicId_id: { clinicId, id: messageId } }, select: columns });
}

export type MessageRow = NonNullable<Awaited<ReturnType<typeof lockMessage>>>;
export type DeliveryRow = MessageRow['messageDeliveryByMessage'][number];

/** Attempts that count: those since the desk last asked for another go. */
export function attemptsOf(row: MessageRow): DeliveryRow[] {
  return row.messageDeliveryByMessage.filter(({ isPast }) => !isPast);
}
