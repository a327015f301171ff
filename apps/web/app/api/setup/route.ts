import { createFirstClinic } from '@vaani/clinic';
import { publicPost } from '../../../server/public-post.ts';

export const dynamic = 'force-dynamic';

/** Makes the first clinic and its admin, while there is nobody, for whoever knows the code that was printed at the start. */
export function POST(request: Request): Promise<Response> {
  return publicPost(request, async (deps, body, address) => {
    // The domain says what is wrong with it.
    const wanted = body as Parameters<typeof createFirstClinic>[1];
    const { email } = await createFirstClinic(deps, wanted, { code: deps.settings.setupCode ?? null, address });
    return { email };
  });
}
