import { ClinicError } from '@vaani/clinic';
import { type Clock, type ExportBucket, withinDeadline } from '@vaani/config';
import { signedHeaders } from './sign-request.ts';

const DEADLINE_MS = 60_000;
/** One request carries so much; more is taken away in parts. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Lays a file into the clinic's bucket.
 * @param lines read until the end before anything is sent: half a file is never left there.
 * @throws {ClinicError} where it is too large, or the store does not take it: a sentence says which.
 */
export async function putFile(
  bucket: ExportBucket,
  file: { key: string; type: string; lines: AsyncIterable<string> },
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  const body = await gather(file.lines);
  const url = new URL(`${bucket.url}/${file.key}`);
  const headers = signedHeaders(
    { method: 'PUT', url, headers: { 'content-type': file.type }, body },
    bucket,
    clock.now(),
  );
  const status = await withinDeadline(clock, DEADLINE_MS, signal, (ended) => send(url, headers, body, ended));
  if (status >= 200 && status < 300) return;
  if (status === 403) throw new ClinicError('unavailable', 'The bucket does not accept the key that is set for it.');
  if (status === 404) throw new ClinicError('unavailable', 'There is no such bucket.');
  throw new ClinicError('unavailable', `The bucket did not take the file (${status}).`);
}

async function send(
  url: URL,
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<number> {
  try {
    const response = await fetch(url, { method: 'PUT', headers, body, signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.status;
  } catch (cause) {
    throw Object.assign(new ClinicError('unavailable', 'The bucket could not be reached.'), { cause });
  }
}

async function gather(lines: AsyncIterable<string>): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const line of lines) {
    const part = encoder.encode(line);
    size += part.length;
    if (size > MOST_BYTES)
      throw new ClinicError('bad-input', 'That is more than one file can hold: choose a shorter time.', 'query');
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
