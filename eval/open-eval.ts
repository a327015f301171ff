import { installJobs } from '@vaani/clinic/jobs';
import { startTestServers, template, testUrls } from '@vaani/services/testing/servers';
import type { Job } from './run/run-suite.ts';

/** Brings up the servers and the database of an evaluation; nothing of it is kept. */
export async function openEval(
  env: Record<string, string | undefined>,
): Promise<{ urls: Job['urls']; stop(): Promise<void> }> {
  const { servers, stop } = await startTestServers(env, installJobs);
  return { urls: { ...testUrls(servers.superuserUrl, template), redisUrl: servers.standInUrl }, stop };
}
