import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { signedHeaders } from '../apps/web/server/exports/sign-request.ts';
import type { Place } from './place.ts';

export interface LaidFile {
  path: string;
  type: string | undefined;
  body: string;
  /** Was it signed with the key that the product was given, over what it holds? */
  isSigned: boolean;
}

/** A store as S3-compatible ones are, where the product under test lays its exports. @param status what it answers. */
export async function openBucket(
  { env }: Place,
  status: () => number,
): Promise<{ files: LaidFile[]; close(): Promise<void> }> {
  const files: LaidFile[] = [];
  const address = new URL(env.VAANI_EXPORT_BUCKET_URL ?? '');
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      const url = new URL(request.url ?? '', address);
      files.push({
        ...{ path: url.pathname, type: request.headers['content-type'], body },
        isSigned: isSigned({ method: request.method ?? '', url, headers: request.headers, body }, env),
      });
      response.writeHead(status()).end();
    });
  }).listen(Number(address.port), address.hostname);
  await once(server, 'listening');
  return {
    files,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isSigned(
  request: { method: string; url: URL; headers: IncomingHttpHeaders; body: string },
  env: Place['env'],
): boolean {
  const { headers } = request;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date'])) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const key = {
    region: env.VAANI_EXPORT_REGION ?? '',
    keyId: env.VAANI_EXPORT_KEY_ID ?? '',
    secret: env.VAANI_EXPORT_SECRET ?? '',
  };
  const type = { 'content-type': headers['content-type'] ?? '' };
  const { authorization } = signedHeaders({ ...request, headers: type }, key, at);
  return authorization === headers.authorization;
}
