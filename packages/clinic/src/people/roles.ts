/** What a member of staff is in a clinic. */
export type Role = 'admin' | 'receptionist' | 'doctor';

/** Everything that is guarded. `own` variants are narrowed to the doctor by the functions themselves. */
export type Permission =
  | 'live.watch'
  | 'live.act'
  | 'schedule.read'
  | 'schedule.write'
  /** Call in the next token, skip, finish: at the desk, or a doctor in their own queue. */
  | 'queue.call'
  | 'schedule.overbook'
  | 'patients.read'
  | 'patients.write'
  | 'imports.write'
  | 'calls.read'
  /** Notes, disposition and tasks of a call. */
  | 'calls.write'
  | 'messages.read'
  | 'messages.write'
  | 'calls.export'
  | 'analytics.read'
  | 'cost.read'
  | 'settings.write'
  | 'users.write'
  | 'keys.write'
  | 'webhooks.write'
  | 'calendars.write'
  | 'exports.read'
  /** Telephone numbers in an export, too. */
  | 'exports.phones'
  | 'audit.read';

/** The one policy table. What is not listed is denied. */
const policy: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set<Permission>([
    'live.watch',
    'live.act',
    'schedule.read',
    'schedule.write',
    'queue.call',
    'schedule.overbook',
    'patients.read',
    'patients.write',
    'imports.write',
    'calls.read',
    'calls.write',
    'messages.read',
    'messages.write',
    'calls.export',
    'analytics.read',
    'cost.read',
    'settings.write',
    'users.write',
    'keys.write',
    'webhooks.write',
    'calendars.write',
    'exports.read',
    'exports.phones',
    'audit.read',
  ]),
  receptionist: new Set<Permission>([
    'live.watch',
    'live.act',
    'schedule.read',
    'schedule.write',
    'queue.call',
    'schedule.overbook',
    'patients.read',
    'patients.write',
    'calls.read',
    'calls.write',
    'messages.read',
    'messages.write',
  ]),
  /** Own schedule and queue, own calendars, own patients and their calls: the functions narrow by `doctorId`. */
  doctor: new Set<Permission>(['schedule.read', 'queue.call', 'patients.read', 'calls.read', 'calendars.write']),
};

/** May a role do this? */
export function may(role: Role, permission: Permission): boolean {
  return policy[role].has(permission);
}
