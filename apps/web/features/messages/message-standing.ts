import type { MessageSummary } from '../../server/routers/messages-schemas.ts';

/** How a message stands, as the desk tells it. Keys of the message catalogue. */
export type Standing =
  | 'waits'
  | 'again'
  | 'sending'
  | 'asking'
  | 'shown'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'stopped'
  | 'dead'
  | 'aside';

export function standingOf({
  status,
  channel,
  delivery,
  isDismissed,
}: Pick<MessageSummary, 'status' | 'channel' | 'delivery' | 'isDismissed'>): Standing {
  switch (status) {
    case 'waiting':
      return delivery === 'failed' ? 'again' : 'waits';
    case 'sending':
      return delivery === 'unknown' ? 'asking' : 'sending';
    case 'done':
      if (channel === 'local') return 'shown';
      return delivery === 'delivered' || delivery === 'read' ? delivery : 'sent';
    case 'cancelled':
      return 'stopped';
    case 'dead':
      return isDismissed ? 'aside' : 'dead';
  }
}

const reasons = [
  'superseded',
  'late',
  'no-template',
  'opted-out',
  'refused',
  'no-address',
  'no-channel',
  'gave-up',
  'unknown',
] as const;
export type Reason = (typeof reasons)[number];

/** Why a message was not sent; null where nothing says so. */
export function reasonOf({ reason }: Pick<MessageSummary, 'reason'>): Reason | null {
  return reasons.find((known) => known === reason) ?? null;
}

/** What a provider's code means to somebody at a desk. Keys of the message catalogue. */
export type Fault =
  | 'wrong-number'
  | 'unreachable'
  | 'blocked'
  | 'opted-out'
  | 'account'
  | 'busy'
  | 'window'
  | 'no-answer'
  | 'not-there'
  | 'other';

/** By the providers' own numbers: Twilio's error dictionary and, for mail, statuses of HTTP. */
const faults: Record<Exclude<Fault, 'other' | 'no-answer'>, readonly string[]> = {
  'wrong-number': ['21211', '21214', '21217', '21614', '30005', '30006', '63024'],
  unreachable: ['30003', '30008'],
  blocked: ['30004', '30007'],
  'opted-out': ['21610'],
  account: ['20003', '20005', '21606', '21408', '30002', '401', '403', 'no-sender'],
  busy: ['429', '20429', '30001'],
  window: ['63016'],
  'not-there': ['not-taken', 'stalled'],
};
const known = new Map(Object.entries(faults).flatMap(([fault, codes]) => codes.map((code) => [code, fault as Fault])));

/** A connection that broke, or a server that did. */
const isNoAnswer = (code: string): boolean => /^(E[A-Z_]+|5\d\d|unknown|no-sid|CERT_HAS_EXPIRED|\w*Error)$/.test(code);

export function faultOf(code: string): Fault {
  return known.get(code) ?? (isNoAnswer(code) ? 'no-answer' : 'other');
}
