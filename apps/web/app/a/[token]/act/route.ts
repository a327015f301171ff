import { actOnAppointmentLink, answerOfferLink, ClinicError, linkActionSchema } from '@vaani/clinic';
import { z } from 'zod';
import { addressOf } from '../../../../server/auth/request.ts';
import { webDeps } from '../../../../server/deps.ts';

export const dynamic = 'force-dynamic';

const MOST_BYTES = 2_000;
const answerSchema = z.object({ action: z.enum(['accept', 'decline']) });

/**
 * Does what a form of a patient's page asks, and shows the page again. Who knows the token is the patient as far as this page goes, so that another site
 * can make nobody do anything: it does not know it.
 */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const body = await request.text();
  // None of our forms is as long: what it holds is passed over, and the page says that it was not possible.
  const form = body.length > MOST_BYTES ? {} : Object.fromEntries(new URLSearchParams(body));
  const language = form.lang === 'hi' || form.lang === 'en' ? form.lang : null;
  const result = (await resultOf({ token, address: addressOf(request.headers) }, form)) ?? 'not-possible';
  const query = new URLSearchParams({ result, ...(language === null ? {} : { lang: language }) });
  // A link that is closed says so itself.
  const isClosed = result === 'forged' || result === 'expired';
  const location = `/a/${encodeURIComponent(token)}${isClosed ? '' : `?${query}`}`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

async function resultOf(
  link: { token: string; address: string },
  form: Record<string, string>,
): Promise<string | null> {
  try {
    const answer = answerSchema.safeParse(form);
    if (answer.success) return await answerOfferLink(webDeps(), link, answer.data.action);
    const action = linkActionSchema.safeParse(form);
    return action.success ? await actOnAppointmentLink(webDeps(), link, action.data) : null;
  } catch (error) {
    if (error instanceof ClinicError) return error.code === 'busy' ? 'busy' : 'not-possible';
    throw error;
  }
}
