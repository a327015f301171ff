import {
  type CallExport,
  type ClinicContext,
  ClinicError,
  exportAppointments,
  exportCalls,
  exportPatients,
} from '@vaani/clinic';
import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { currentSession } from '../../../server/auth/session.ts';
import { webDeps } from '../../../server/deps.ts';
import { clinicContext } from '../../../server/trpc/base.ts';
import { localeOf, wordFailure } from '../../../server/word-failure.ts';

export const dynamic = 'force-dynamic';

/** A list of the clinic as a file, streamed while it is read. The domain says who may, and audits it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ kind: string }> }): Promise<Response> {
  const session = await currentSession();
  if (session === null) return new Response(null, { status: 401 });
  const { kind } = await params;
  try {
    const format = kind === 'calls' && request.nextUrl.searchParams.get('format') === 'json' ? 'json' : 'csv';
    const lines = await linesOf(clinicContext(webDeps(), session), kind, request.nextUrl.searchParams);
    if (lines === null) return new Response(null, { status: 404 });
    return new Response(streamOf(lines), {
      headers: {
        'content-type': format === 'json' ? 'application/json' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${kind}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof ClinicError)) throw error;
    const { sentence } = wordFailure(error, localeOf(request.headers));
    return new Response(sentence, { status: error.code === 'not-allowed' ? 403 : 400 });
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
  if (kind === 'calls') return exportCalls(ctx, callRequest(query));
  if (kind === 'patients') return exportPatients(ctx, { hasPhones });
  if (kind !== 'appointments') return null;
  return exportAppointments(ctx, {
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    hasPhones,
    ...(doctorId === null ? {} : { doctorId }),
  });
}

/** The list's own query as JSON: what is none is refused by the schema, in words. */
function callRequest(query: URLSearchParams): CallExport {
  const parsed = jsonSchema.safeParse(query.get('query') ?? '{}');
  return { format: query.get('format') ?? '', query: parsed.success ? parsed.data : null } as unknown as CallExport;
}

const jsonSchema = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
