import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { isOwnOrigin } from '../../../../server/auth/request.ts';
import { currentSession } from '../../../../server/auth/session.ts';
import { webDeps } from '../../../../server/deps.ts';
import { appRouter } from '../../../../server/routers/index.ts';
import { localeOf } from '../../../../server/word-failure.ts';

export const dynamic = 'force-dynamic';

/** No procedure takes more than a page of text, but those that take a file; its quotes and line ends are written twice as long in JSON. */
const MAX_BODY_BYTES = 256 * 1024;
const MAX_FILE_BYTES = 24 * 1024 * 1024;
const takesFile = (url: string): boolean => /\/api\/trpc\/imports\.(preview|run)$/.test(new URL(url).pathname);

async function handle(request: Request): Promise<Response> {
  const deps = webDeps();
  if (request.method === 'POST') {
    if (!isOwnOrigin(request.headers, deps.settings.webUrl)) return new Response(null, { status: 403 });
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!(length <= (takesFile(request.url) ? MAX_FILE_BYTES : MAX_BODY_BYTES)))
      return new Response(null, { status: Number.isNaN(length) ? 411 : 413 });
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: async () => ({ deps, session: await currentSession(), locale: localeOf(request.headers) }),
    onError({ error, path }) {
      if (error.code === 'INTERNAL_SERVER_ERROR') {
        deps.logger.error('a procedure failed', { operation: path ?? 'unknown', error });
      }
    },
  });
}

export { handle as GET, handle as POST };
