import { TwilioError } from '../errors.ts';

/** What Twilio's Messages resource takes; anything else is refused, so that a mistyped name does not pass unnoticed. */
const known = new Set([
  'To',
  'From',
  'MessagingServiceSid',
  'Body',
  'ContentSid',
  'ContentVariables',
  'MediaUrl',
  'StatusCallback',
  'ValidityPeriod',
  'SmartEncoded',
  'ShortenUrls',
  'MessageIntent',
]);

/** A content template of the account: its text with {{1}}, {{2}}, …, by its sid (HX…). */
export type Contents = ReadonlyMap<string, string>;

export interface CheckedMessage {
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  body: string;
  statusCallback: string | null;
  isTemplate: boolean;
}

/** Checks what was posted as Twilio does, in its order. @throws {TwilioError} with Twilio's code. */
export function checkMessage(
  form: URLSearchParams,
  account: { senders: ReadonlySet<string>; contents: Contents; optedOut: ReadonlySet<string> },
): CheckedMessage {
  for (const name of form.keys()) if (!known.has(name)) throw new TwilioError(20001);
  const to = form.get('To') ?? '';
  if (to === '') throw new TwilioError(21604);
  const from = form.get('From');
  const messagingServiceSid = form.get('MessagingServiceSid');
  if (from === null && messagingServiceSid === null) throw new TwilioError(21603);
  const isWhatsapp = to.startsWith('whatsapp:');
  const number = to.replace(/^whatsapp:/, '');
  if (!/^\+[1-9]\d{6,14}$/.test(number)) throw new TwilioError(21211);
  if (from !== null && from.startsWith('whatsapp:') !== isWhatsapp) throw new TwilioError(21212);
  const sender = from ?? messagingServiceSid ?? '';
  if (!account.senders.has(sender)) throw new TwilioError(21606);
  if (!isWhatsapp && /^\+91(?![6-9]\d{9}$)/.test(number)) throw new TwilioError(21614);
  if (account.optedOut.has(`${sender}|${to}`)) throw new TwilioError(21610);
  const statusCallback = form.get('StatusCallback');
  if (statusCallback !== null && !/^https?:\/\/[^_/]+\//.test(statusCallback)) throw new TwilioError(21609);
  const contentSid = form.get('ContentSid');
  const body =
    contentSid === null ? (form.get('Body') ?? '') : fill(contentSid, form.get('ContentVariables'), account.contents);
  if (body.trim() === '') throw new TwilioError(21619);
  if ([...body].length > 1_600) throw new TwilioError(21617);
  return { to, from, messagingServiceSid, body: body.trim(), statusCallback, isTemplate: contentSid !== null };
}

function fill(contentSid: string, variables: string | null, contents: Contents): string {
  const text = contents.get(contentSid);
  if (text === undefined) throw new TwilioError(21655);
  let values: unknown;
  try {
    values = JSON.parse(variables ?? '{}');
  } catch {
    throw new TwilioError(21656);
  }
  if (typeof values !== 'object' || values === null) throw new TwilioError(21656);
  const given = values as Record<string, unknown>;
  for (const value of Object.values(given)) if (typeof value !== 'string' || value === '') throw new TwilioError(21656);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(given[name] ?? ''));
}
