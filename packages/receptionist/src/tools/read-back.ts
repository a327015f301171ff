import { createHash } from 'node:crypto';

/** What a read-back named, and what the write must then do to the letter. */
export type ReadBack =
  | { kind: 'book'; doctorId: string; startsAt: string; patientId?: string; name?: string; phone?: string }
  | { kind: 'cancel'; appointmentId: string };

/**
 * The name of a read-back: a digest of its values, so that any changed value is another read-back. The same on the side that speaks and on
 * the side that writes.
 */
export function readBackIdOf(readBack: ReadBack): string {
  const values =
    readBack.kind === 'book'
      ? [
          'book',
          readBack.doctorId,
          readBack.startsAt,
          readBack.patientId ?? '',
          readBack.name ?? '',
          readBack.phone ?? '',
        ]
      : ['cancel', readBack.appointmentId];
  return `rb_${createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22)}`;
}
