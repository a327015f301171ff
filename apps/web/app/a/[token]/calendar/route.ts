import { readLinkCalendar } from '@vaani/clinic';
import { languageOf } from '../../../../features/patient-link/link-words.ts';
import { addressOf } from '../../../../server/auth/request.ts';
import { webDeps } from '../../../../server/deps.ts';

export const dynamic = 'force-dynamic';

/** The appointment of a link for the patient's own calendar. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const chosen = new URL(request.url).searchParams.get('lang') ?? undefined;
  const file = await readLinkCalendar(
    webDeps(),
    { token, address: addressOf(request.headers) },
    languageOf(token, chosen),
  );
  if (file.state !== 'open') return new Response(null, { status: 303, headers: { location: `/a/${token}` } });
  return new Response(file.text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="appointment.ics"',
      'cache-control': 'no-store',
    },
  });
}
