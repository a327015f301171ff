// Vitest's global set-up: one Postgres and one Redis for the whole run.
import { installJobs } from '@vaani/clinic/jobs';
import { startTestServers } from '@vaani/services/testing/servers';
import type { TestProject } from 'vitest/node';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { servers, stop } = await startTestServers(process.env, installJobs);
  project.provide('servers', servers);
  return stop;
}
