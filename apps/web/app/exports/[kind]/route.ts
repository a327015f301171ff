import { type ClinicContext, ClinicError, exportAppointments, exportPatients } from '@vaani/clinic';
import type { NextRequest } from 'next/server';
import { currentSession } from '../../../server/auth/session.ts';
import { webDeps } from '../../../server/deps.ts';
import { clinicContext } from '../../../server/trpc/base.ts';

export const dynamic = 'force-dynamic';

/** A list of the clinic as a file, streamed while it is read. The domain says who may, and audits it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ kind: string }> }): Promise<Response> {
  const session = await currentSession();
  if (session === null) return new Response(null, { status: 401 });
  const { kind } = await params;
  try {
    const lines = await linesOf(clinicContext(webDeps(), session), kind, request.nextUrl.searchParams);
    if (lines === null) return new Response(null, { status: 404 });
    return new Response(streamOf(lines), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${kind}.csv"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof ClinicError)) throw error;
    return new Response(error.sentence, { status: error.code === 'not-allowed' ? 403 : 400 });
  }
}

/** As fast as it is taken; what nobody takes any more is not read. */
function streamOf(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

async function linesOf(
  ctx: ClinicContext,
  kind: string,
  query: URLSearchParams,
): Promise<AsyncIterable<string> | null> {
  const hasPhones = query.get('phones') === 'true';
  const doctorId = query.get('doctor');
  if (kind === 'patients') return exportPatients(ctx, { hasPhones });
  if (kind !== 'appointments') return null;
  return exportAppointments(ctx, {
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    hasPhones,
    ...(doctorId === null ? {} : { doctorId }),
  });
}
