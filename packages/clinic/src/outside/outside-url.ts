import { isIP } from 'node:net';
import { ClinicError } from '../context.ts';
import type { Predicate } from '../refusals/refusal.ts';
import { isPublicAddress } from './public-address.ts';

/** Whether this is a developer's machine, where other systems are on loopback too. */
export interface OutsidePolicy {
  isLocal: boolean;
}

const LONGEST = 2_000;

/** Names that are resolved in private networks only. */
const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/**
 * An address of somebody else's system that we may call: https, a public host, nothing that signs in. What its name leads to is checked
 * again at each connection. @returns it in its canonical spelling. @throws {ClinicError} `bad-input` naming `field`.
 */
export function checkOutsideUrl(text: string, policy: OutsidePolicy, field: string): string {
  const refuse = (why: Predicate) => new ClinicError('bad-input', `${field} ${why}.`, field);
  if (text.length > LONGEST) throw refuse(`is longer than ${LONGEST} characters`);
  if (!URL.canParse(text)) throw refuse('is not an address as https://example.org/path');
  const url = new URL(text);
  url.hash = '';
  if (url.username !== '' || url.password !== '') throw refuse('holds a password');
  if (url.protocol !== 'https:' && !(policy.isLocal && url.protocol === 'http:'))
    throw refuse('does not begin with https://');
  if (!policy.isLocal && !isPublicHost(url.hostname)) throw refuse('leads into a private network');
  return url.href;
}

/** @param hostname as a URL has it: addresses in one spelling, IPv6 in brackets. */
function isPublicHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(bare) !== 0) return isPublicAddress(bare);
  return bare.includes('.') && !privateName.test(bare);
}
