import { type VisitKind, visitKinds } from '../../server/routers/outcomes.ts';
import { type Days, readDays } from './range.ts';

/** Which visits a figure counted. It stands in the address. */
export interface VisitPlace extends Days {
  kind: VisitKind;
  /** A doctor's id; null for all of them. */
  doctorId: string | null;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readVisits(search: { get(name: string): string | null }, today: string): VisitPlace {
  const doctor = search.get('doctor') ?? '';
  return {
    ...readDays(search, today),
    kind: visitKinds.find((kind) => kind === search.get('kind')) ?? 'kept',
    doctorId: uuid.test(doctor) ? doctor : null,
  };
}

/** Where the visits behind a figure stand. */
export function visitsHref({ from, to, kind, doctorId }: VisitPlace): string {
  const search = new URLSearchParams({ from, to, kind });
  if (doctorId !== null) search.set('doctor', doctorId);
  return `/analytics/visits?${search}`;
}
