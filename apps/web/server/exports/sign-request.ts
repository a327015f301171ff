import { createHash, createHmac } from 'node:crypto';

/** What a request to an S3-compatible store is signed with. */
export interface StoreKey {
  region: string;
  keyId: string;
  secret: string;
}

const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const mac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/**
 * The headers of a request under AWS Signature Version 4 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html), which every
 * S3-compatible store takes. The address has no query.
 * @param headers that are signed beside `host` and the two that stand for body and date; names in lower case.
 * @param at of the request, ms since the epoch.
 */
export function signedHeaders(
  request: { method: string; url: URL; headers: Record<string, string>; body: Uint8Array | string },
  { region, keyId, secret }: StoreKey,
  at: number,
): Record<string, string> {
  const stamp = `${new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')}`;
  const day = stamp.slice(0, 8);
  const bodyHash = hash(request.body);
  const all: Record<string, string> = {
    ...request.headers,
    host: request.url.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': stamp,
  };
  const names = Object.keys(all).sort();
  const canonical = [
    request.method,
    request.url.pathname.split('/').map(encoded).join('/'),
    '',
    ...names.map((name) => `${name}:${all[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, hash(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce((from, part) => mac(from, part), mac(mac(`AWS4${secret}`, day), region));
  const signature = mac(key, toSign).toString('hex');
  const { host: _host, ...sent } = all;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

/** As the signature wants it: all but unreserved characters by their bytes. What the address has encoded already is taken as it was meant. */
const encoded = (part: string): string =>
  encodeURIComponent(decodeURIComponent(part)).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
