/** What a member of staff is in a clinic. */
export type Role = 'admin' | 'receptionist' | 'doctor';

/** Everything that is guarded. `own` variants are narrowed to the doctor by the functions themselves. */
export type Permission =
  | 'live.watch'
  | 'live.act'
  | 'schedule.read'
  | 'schedule.write'
  | 'patients.read'
  | 'patients.write'
  | 'calls.read'
  | 'calls.export'
  | 'analytics.read'
  | 'cost.read'
  | 'settings.write'
  | 'users.write'
  | 'keys.write'
  | 'audit.read';

/** The one policy table. What is not listed is denied. */
const policy: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set<Permission>([
    'live.watch',
    'live.act',
    'schedule.read',
    'schedule.write',
    'patients.read',
    'patients.write',
    'calls.read',
    'calls.export',
    'analytics.read',
    'cost.read',
    'settings.write',
    'users.write',
    'keys.write',
    'audit.read',
  ]),
  receptionist: new Set<Permission>([
    'live.watch',
    'live.act',
    'schedule.read',
    'schedule.write',
    'patients.read',
    'patients.write',
    'calls.read',
  ]),
  /** Own schedule, own patients and their calls: the functions narrow by `doctorId`. */
  doctor: new Set<Permission>(['schedule.read', 'patients.read', 'calls.read']),
};

/** May a role do this? */
export function may(role: Role, permission: Permission): boolean {
  return policy[role].has(permission);
}
