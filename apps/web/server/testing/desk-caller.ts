import type { Role } from '@vaani/clinic';
import type { House, TestClinic } from '@vaani/clinic/testing';
import { webSettings } from '@vaani/config';
import { createLogger, createMetrics } from '@vaani/observability';
import type { RequestContext } from '../trpc/base.ts';

/** What the procedures are given when a member of staff of a test's clinic calls them. */
export function deskContext(house: House, clinic: TestClinic, role: Role): RequestContext {
  const own = role === 'doctor' ? clinic.doctor : clinic.admin;
  const settings = webSettings({
    DATABASE_URL: house.database.appUrl,
    REDIS_URL: 'redis://127.0.0.1:1',
    VAANI_KEYS: house.keys,
    NEXTAUTH_SECRET: 'x'.repeat(40),
    NEXTAUTH_URL: 'http://127.0.0.1:3000',
  });
  const logger = createLogger({ service: 'web', level: 'error' });
  const jobs = { ...house.deps.jobs, close: async () => undefined };
  const session = {
    userId: own.userId,
    name: '',
    email: '',
    clinicId: clinic.clinicId,
    clinicName: '',
    role,
    doctorId: own.doctorId,
    version: 1,
    memberships: [],
    address: '127.0.0.1',
    agent: 'test',
  };
  const deps = { ...house.deps, settings, logger, metrics: createMetrics({ service: 'web' }), jobs };
  return { deps, session, locale: 'en' };
}
