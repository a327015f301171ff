import type { Permission } from '@vaani/clinic';

/** The pages of the settings, in the order in which a clinic needs them. */
export const sections = [
  { section: 'clinic', permission: 'settings.write' },
  { section: 'services', permission: 'settings.write' },
  { section: 'doctors', permission: 'settings.write' },
  { section: 'hours', permission: 'settings.write' },
  { section: 'knowledge', permission: 'settings.write' },
  { section: 'phone', permission: 'settings.write' },
  { section: 'greeting', permission: 'settings.write' },
  { section: 'transfers', permission: 'settings.write' },
  { section: 'messages', permission: 'settings.write' },
  { section: 'people', permission: 'users.write' },
  { section: 'blocked', permission: 'patients.write' },
  { section: 'calendars', permission: 'calendars.write' },
  { section: 'providers', permission: 'settings.write' },
  { section: 'keys', permission: 'keys.write' },
  { section: 'webhooks', permission: 'webhooks.write' },
  { section: 'audit', permission: 'audit.read' },
] as const satisfies readonly { section: string; permission: Permission }[];
export type Section = (typeof sections)[number]['section'];
