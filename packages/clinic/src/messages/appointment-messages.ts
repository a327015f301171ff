import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import type { StoredLanguage } from '../language.ts';
import { isActive } from '../scheduling/statuses.ts';
import type { AppointmentChange, AppointmentView } from '../scheduling/types.ts';
import { messageLanguages } from './message-language.ts';
import { cancelMessages, type DueMessage, queueMessages } from './queue-message.ts';
import type { QuietHours } from './quiet-hours.ts';
import { reminderTimes } from './reminders.ts';

/**
 * What patients are told of changes, written in their transaction, and the reminders to come. What had not left yet about the appointments is stopped
 * first: a reminder never outlives a cancellation, and goes with the appointment when it is moved.
 */
export async function queueAppointmentMessages(
  tenant: Tenant,
  ctx: ClinicContext,
  changes: readonly AppointmentChange[],
): Promise<void> {
  await cancelMessages(tenant, changes.flatMap(outdatedBy));
  const now = ctx.clock.now();
  const told = changes.filter(({ kind, appointment }) => kind !== 'status' && Date.parse(appointment.startsAt) > now);
  if (told.length === 0) return;
  const languages = await messageLanguages(
    tenant,
    told.map(({ appointment }) => appointment.patientId),
  );
  const { zone, quietFromMin, quietToMin } = await settingsOf(tenant);
  const clock = { now, zone, quiet: { fromMin: quietFromMin, toMin: quietToMin } };
  const due = told.flatMap((change) => messagesOf(change, languages(change.appointment.patientId), clock));
  await queueMessages(tenant, ctx, due);
}

/** The appointment whose messages are no longer so, if there can be any. Who is confirmed is still reminded; who is there, or was given up, is not. */
function outdatedBy({ kind, appointment, before }: AppointmentChange): string[] {
  if (kind === 'booked') return [];
  if (kind === 'status' && isAwaited(appointment)) return [];
  return [before?.appointmentId ?? appointment.id];
}

const isAwaited = ({ status }: AppointmentView): boolean => status === 'scheduled' || status === 'confirmed';

function messagesOf(
  { kind, appointment, isTold }: AppointmentChange,
  language: StoredLanguage,
  clock: { now: number; zone: string; quiet: QuietHours },
): DueMessage[] {
  const { id: appointmentId, patientId } = appointment;
  const about = { appointmentId, patientId, language };
  const startsAt = Date.parse(appointment.startsAt);
  const told = kind === 'cancelled' ? 'cancellation' : kind === 'moved' ? 'move' : 'booking';
  const reminders = isActive(appointment.status) ? reminderTimes({ startsAt, ...clock }) : [];
  return [
    ...(isTold ? [{ ...about, kind: told, notAfter: new Date(startsAt) } as const] : []),
    ...reminders.map(({ leadMin, sendAfter, notAfter }) => ({
      ...about,
      kind: 'reminder' as const,
      leadMin,
      sendAfter: new Date(sendAfter),
      notAfter: new Date(notAfter),
    })),
  ];
}
