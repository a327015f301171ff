// Guards the policy table: who may do what, and that nothing is allowed by leaving it out.
import { describe, expect, it } from 'vitest';
import { may, type Permission, type Role } from './roles.ts';

const allowed: Record<Role, Permission[]> = {
  admin: [
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
  ],
  receptionist: [
    'live.watch',
    'live.act',
    'schedule.read',
    'schedule.write',
    'queue.call',
    'schedule.overbook',
    'patients.read',
    'patients.write',
    'calls.read',
    'messages.read',
    'messages.write',
  ],
  doctor: ['schedule.read', 'queue.call', 'patients.read', 'calls.read', 'calendars.write'],
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
