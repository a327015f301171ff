import { webDeps } from '../../../server/deps.ts';
import { isDatabaseReady } from '../../../server/readiness.ts';

export const dynamic = 'force-dynamic';

/** 200 where pages can be served: the database answers. A lost Redis is named, and does not take the desk away. */
export async function GET(): Promise<Response> {
  const deps = webDeps();
  const isReady = await isDatabaseReady(deps);
  return Response.json(
    { status: isReady ? 'ready' : 'not-ready', database: isReady ? 'up' : 'down', redis: deps.live.status() },
    { status: isReady ? 200 : 503 },
  );
}
