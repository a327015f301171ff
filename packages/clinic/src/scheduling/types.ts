/** A stretch of a doctor's time that can be booked. Instants are ISO-8601 in UTC. */
export interface Slot {
  doctorId: string;
  serviceId: string;
  branchId: string;
  startsAt: string;
  endsAt: string;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

export type AppointmentStatus =
  | 'scheduled'
  | 'confirmed'
  | 'checked_in'
  | 'in_consultation'
  | 'completed'
  | 'cancelled'
  | 'no_show'
  | 'rescheduled';

/** An appointment as pages, the API and the phone see it. */
export interface AppointmentView {
  id: string;
  doctorId: string;
  doctorName: string;
  serviceId: string;
  serviceName: string;
  patientId: string;
  /** Null where a call could not hear it and the desk has not completed it. */
  patientName: string | null;
  startsAt: string;
  endsAt: string;
  status: AppointmentStatus;
  source: 'call' | 'desk' | 'api' | 'link' | 'seed' | 'import';
  callId: string | null;
  isOverbooked: boolean;
}

/** What became of an appointment, for those who follow: messages, other systems. */
export interface AppointmentChange {
  kind: 'booked' | 'moved' | 'cancelled' | 'restored' | 'status';
  /** As it is now. */
  appointment: AppointmentView;
  /** False where the patient need not be written to: it is past, or was said otherwise. */
  isTold: boolean;
  /** For `moved`: the appointment that this one succeeds. */
  before?: { appointmentId: string; startsAt: string };
}

/** Why a write on the calendar was not done; `alternatives` are the nearest free slots. */
export interface Refused<Reason extends string> {
  ok: false;
  reason: Reason;
  alternatives: Slot[];
}
