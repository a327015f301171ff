import type { AppointmentStatus } from '../scheduling/types.ts';

/** What came of appointments, as analytics counts them. One that was moved counts where it was moved to. */
export const visitKinds = ['kept', 'no-show', 'cancelled'] as const;
export type VisitKind = (typeof visitKinds)[number];

/** Which appointments are of a kind: the figure and the list behind it both go by this. */
export const statusesOf: Readonly<Record<VisitKind, readonly AppointmentStatus[]>> = {
  kept: ['scheduled', 'confirmed', 'checked_in', 'in_consultation', 'completed'],
  'no-show': ['no_show'],
  cancelled: ['cancelled'],
};
