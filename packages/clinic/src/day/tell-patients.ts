import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { messageLanguages } from '../messages/message-language.ts';
import { type DueMessage, queueMessages } from '../messages/queue-message.ts';

/** What one patient is to be told of one appointment. */
export interface Word {
  patientId: string;
  /** As it is now: the successor of one that was moved. */
  appointmentId: string;
  kind: 'delay' | 'move' | 'cancellation';
  /** For a delay that leaves the time as it is: by how much, minutes. */
  delayMin?: number;
  /** After this it makes no sense. Milliseconds since the epoch. */
  notAfter: number;
}

/**
 * Writes to each patient once, also where several of their appointments changed: the message is about the first that is still on, and names the
 * others beside it.
 */
export async function tellPatients(tenant: Tenant, ctx: ClinicContext, words: readonly Word[]): Promise<void> {
  const due = words.filter(({ notAfter }) => notAfter > ctx.clock.now());
  const languages = await messageLanguages(
    tenant,
    due.map(({ patientId }) => patientId),
  );
  const messages = [...Map.groupBy(due, (word) => word.patientId)].flatMap(([patientId, own]): DueMessage[] => {
    const [first, ...rest] = own.toSorted((a, b) => rank(a) - rank(b) || a.notAfter - b.notAfter);
    if (first === undefined) return [];
    const message: DueMessage = {
      kind: first.kind,
      appointmentId: first.appointmentId,
      alsoAppointmentIds: rest.map(({ appointmentId }) => appointmentId),
      patientId,
      ...(first.delayMin === undefined ? {} : { delayMin: first.delayMin }),
      language: languages(patientId),
      notAfter: new Date(Math.max(...own.map(({ notAfter }) => notAfter))),
    };
    return [message];
  });
  await queueMessages(tenant, ctx, messages);
}

const rank = ({ kind }: Word): number => (kind === 'cancellation' ? 1 : 0);
