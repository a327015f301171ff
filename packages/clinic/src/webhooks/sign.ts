import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A fresh secret as Standard Webhooks writes it: 256 bits in Base64 behind `whsec_`. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`;

/**
 * The headers by which a receiver knows that an event is ours and not repeated by somebody else (Standard Webhooks): the id, the second it is
 * sent at, and HMAC-SHA256 of `id.timestamp.body` under each secret that is good now.
 * @param sent.atMs milliseconds since the epoch.
 */
export function signatureHeaders(
  sent: { id: string; atMs: number; body: string },
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(sent.atMs / 1_000));
  const signed = `${sent.id}.${timestamp}.${sent.body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return { 'webhook-id': sent.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
