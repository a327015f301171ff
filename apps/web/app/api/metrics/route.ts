import { webDeps } from '../../../server/deps.ts';

export const dynamic = 'force-dynamic';

/** Prometheus' text. It holds counts and times, nothing of a clinic; the proxy keeps it from the outside all the same. */
export async function GET(): Promise<Response> {
  const { contentType, text } = await webDeps().metrics.expose();
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}
