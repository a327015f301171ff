import { randomBytes } from 'node:crypto';
import twilio from 'twilio';

/** What Twilio would do next, read from TwiML. */
export type TwimlAction =
  | { verb: 'stream'; url: string; parameters: Record<string, string>; afterUrl: string | null }
  | { verb: 'dial'; phone: string; afterUrl: string | null }
  /** Waits with music until somebody comes. */
  | { verb: 'wait'; room: string; afterUrl: string | null }
  | { verb: 'say'; texts: string[] }
  | { verb: 'hangup' }
  | { verb: 'reject'; status: number; body: string };

/** Posts to the service's webhooks as Twilio does: form-encoded and signed with the account's token. */
export interface TwilioDoor {
  callSid: string;
  post(url: string, params: Record<string, string>): Promise<TwimlAction>;
  /** The signature of a WebSocket upgrade. */
  signUpgrade(url: string): string;
}

const DEADLINE_MS = 15_000;

export function createTwilioDoor(options: { authToken: string; callSid?: string }): TwilioDoor {
  const callSid = options.callSid ?? `CA${randomBytes(16).toString('hex')}`;
  const sign = (url: string, params: Record<string, string>) =>
    twilio.getExpectedTwilioSignature(options.authToken, url, params);
  return {
    callSid,
    signUpgrade: (url) => sign(url, {}),
    async post(url, params) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': sign(url, params) },
        body: new URLSearchParams(params).toString(),
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const body = await response.text();
      return response.ok ? readTwiml(body) : { verb: 'reject', status: response.status, body };
    },
  };
}

const decode = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Reads the few verbs that our service answers with. */
export function readTwiml(xml: string): TwimlAction {
  const attribute = (tag: string, name: string) => {
    const value = new RegExp(`<${tag}\\b[^>]*\\b${name}="([^"]*)"`).exec(xml)?.[1];
    return value === undefined ? null : decode(value);
  };
  const streamUrl = attribute('Stream', 'url');
  if (streamUrl !== null) {
    const parameters = Object.fromEntries(
      [...xml.matchAll(/<Parameter\b[^>]*\bname="([^"]*)"[^>]*\bvalue="([^"]*)"/g)].map(([, name = '', value = '']) => [
        decode(name),
        decode(value),
      ]),
    );
    return { verb: 'stream', url: streamUrl, parameters, afterUrl: attribute('Connect', 'action') };
  }
  const room = /<Conference\b[^>]*>([^<]+)<\/Conference>/.exec(xml)?.[1];
  if (room !== undefined) return { verb: 'wait', room: decode(room).trim(), afterUrl: attribute('Dial', 'action') };
  const phone = /<Dial\b[^>]*>(?:\s*<Number\b[^>]*>)?([^<]+)</.exec(xml)?.[1];
  if (phone !== undefined) return { verb: 'dial', phone: decode(phone).trim(), afterUrl: attribute('Dial', 'action') };
  const texts = [...xml.matchAll(/<Say\b[^>]*>([^<]*)<\/Say>/g)].map(([, text = '']) => decode(text));
  if (xml.includes('<Reject')) return { verb: 'reject', status: 200, body: xml };
  return texts.length > 0 ? { verb: 'say', texts } : { verb: 'hangup' };
}
