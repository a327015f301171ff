import { createHash } from 'node:crypto';

/** What is known of somebody's birth, as a caller says it. */
export type BirthSaid = { date: string } | { year: number } | { age: number; saidOn: string };

/** For whom something is done: a patient of the caller's phone, or somebody new who is named. */
export interface Whom {
  patientId?: string;
  name?: string;
  phone?: string;
  birth?: BirthSaid;
  /** Whose phone it is, seen from the patient. */
  relation?: string;
  guardian?: { name: string; relation: string };
}

/** What a read-back named, and what the write must then do to the letter. */
export type ReadBack =
  | ({ kind: 'book'; doctorId: string; startsAt: string } & Whom)
  | { kind: 'move'; appointmentId: string; doctorId: string; startsAt: string }
  | { kind: 'cancel'; appointmentId: string }
  | { kind: 'restore'; appointmentId: string }
  | ({ kind: 'wait'; doctorId?: string; speciality?: string; from: string; to: string; part?: string } & Whom)
  | ({ kind: 'register' } & Whom);

export type ReadBackKind = ReadBack['kind'];

/**
 * The name of a read-back: its kind and a digest of its values, so that any changed value is another read-back. The same on the side that speaks and
 * on the side that writes.
 */
export function readBackIdOf(readBack: ReadBack): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(inOrder(readBack)))
    .digest('base64url')
    .slice(0, 22);
  return `rb_${readBack.kind}_${digest}`;
}

/** Of which kind a read-back of this name is; null where the name is none. */
export function kindOfReadBack(id: string): ReadBackKind | null {
  const kind = /^rb_(book|move|cancel|restore|wait|register)_/.exec(id)?.[1];
  return kind === undefined ? null : (kind as ReadBackKind);
}

/** Fields by name, those that are missing left out: how an object was put together changes nothing. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, inOrder(field)]);
}
