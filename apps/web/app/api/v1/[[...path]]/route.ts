import { webDeps } from '../../../../server/deps.ts';
import { createApi } from '../../../../server/rest/api.ts';
import { operations } from '../../../../server/rest/operations.ts';

export const dynamic = 'force-dynamic';

let api: ReturnType<typeof createApi> | undefined;

/** Every address of the interface for other systems; what it does stands in server/rest. */
function handle(request: Request): Promise<Response> {
  if (api === undefined) {
    const deps = webDeps();
    api = createApi(deps, { operations, logger: deps.logger, metrics: deps.metrics });
  }
  return api(request);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
