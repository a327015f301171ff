import { acceptInvitation } from '@vaani/clinic';
import { publicPost } from '../../../server/public-post.ts';

export const dynamic = 'force-dynamic';

/** Joins a clinic, or takes a new password, by a link that is good once. */
export function POST(request: Request): Promise<Response> {
  // The domain says what is wrong with it.
  return publicPost(request, (deps, body, address) =>
    acceptInvitation(deps, body as Parameters<typeof acceptInvitation>[1], address),
  );
}
