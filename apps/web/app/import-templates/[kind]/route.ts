import { importFileSchema, importTemplate } from '@vaani/clinic';
import { currentSession } from '../../../server/auth/session.ts';
import { localeOf } from '../../../server/word-failure.ts';

export const dynamic = 'force-dynamic';

/** A file to fill in and bring along, with its columns in the language of the page. Nothing in it is of the clinic. */
export async function GET(request: Request, { params }: { params: Promise<{ kind: string }> }): Promise<Response> {
  if ((await currentSession()) === null) return new Response(null, { status: 401 });
  const kind = importFileSchema.shape.kind.safeParse((await params).kind);
  if (!kind.success) return new Response(null, { status: 404 });
  return new Response(importTemplate(kind.data, localeOf(request.headers)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${kind.data}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
