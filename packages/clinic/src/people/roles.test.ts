// Guards the policy table: who may do what, and that nothing is allowed by leaving it out.
import { describe, expect, it } from 'vitest';
import { may, type Permission, type Role } from './roles.ts';

const allowed: Record<Role, Permission[]> = {
  admin: [
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
  ],
  receptionist: [
    'live.watch',
    'live.act',
    'schedule.read',
    'schedule.write',
    'patients.read',
    'patients.write',
    'calls.read',
  ],
  doctor: ['schedule.read', 'patients.read', 'calls.read'],
};

describe('what a role may do', () => {
  it.each(Object.keys(allowed) as Role[])('%s', (role) => {
    expect(allowed.admin.filter((permission) => may(role, permission))).toEqual(allowed[role]);
  });

  it('is nothing that is not in the table', () => {
    for (const role of Object.keys(allowed) as Role[]) {
      expect(may(role, 'everything' as Permission)).toBe(false);
      expect(may(role, '' as Permission)).toBe(false);
    }
    expect(() => may('owner' as Role, 'audit.read')).toThrow(TypeError);
  });
});
