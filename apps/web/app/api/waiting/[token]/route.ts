import { waitingRoomView } from '@vaani/clinic';
import { addressOf } from '../../../../server/auth/request.ts';
import { webDeps } from '../../../../server/deps.ts';

export const dynamic = 'force-dynamic';

const statusOf = { unknown: 404, 'too-many': 429 } as const;

/** What a screen in a waiting room shows just now: numbers and no names. The link's secret is all that is asked for. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token: secret } = await params;
  const answer = await waitingRoomView(webDeps(), { secret, address: addressOf(request.headers) });
  const headers = { 'cache-control': 'no-store' };
  return answer.ok
    ? Response.json(answer.view, { headers })
    : Response.json({ reason: answer.reason }, { status: statusOf[answer.reason], headers });
}
