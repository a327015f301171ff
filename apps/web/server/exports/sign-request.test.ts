// Guards the signature that a bucket lets a file in by, against the two examples that AWS publishes with their results.
import { expect, it } from 'vitest';
import { signedHeaders } from './sign-request.ts';

const key = { region: 'us-east-1', keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const at = Date.parse('2013-05-24T00:00:00Z');
const signatureOf = (headers: Record<string, string>) =>
  /Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '')?.[1];

it('of a GET', () => {
  const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt');
  const headers = signedHeaders({ method: 'GET', url, headers: { range: 'bytes=0-9' }, body: '' }, key, at);
  expect(signatureOf(headers)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
});

it('of a PUT, with a name that has to be encoded', () => {
  const url = new URL('https://examplebucket.s3.amazonaws.com/test$file.text');
  const given = { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' };
  const headers = signedHeaders({ method: 'PUT', url, headers: given, body: 'Welcome to Amazon S3.' }, key, at);
  expect(signatureOf(headers)).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd');
});
