import 'server-only';
import { installationCredentials } from '@vaani/config';
import { webDeps } from '../deps.ts';
import type { DoorDeps } from './door.ts';

/** Opens a door with what this process holds. A failure is logged and answered with a bare 500: the provider tries again. */
export async function throughDoor(
  door: (deps: DoorDeps, request: Request) => Promise<Response>,
  request: Request,
): Promise<Response> {
  const { settings, ...deps } = webDeps();
  const credentials = installationCredentials(settings.messageAccounts);
  try {
    return await door({ ...deps, credentials, webUrl: settings.webUrl }, request);
  } catch (error) {
    deps.logger.error('a report or an answer could not be taken', error instanceof Error ? { error } : {});
    return new Response(null, { status: 500 });
  }
}
