/** What a provider of messages is given and answers. packages/clinic defines the channels; the shapes are the same, and apps/worker puts them together. */

export interface ProviderMessage {
  clinicId: string;
  /** E.164, or an e-mail address. */
  to: string;
  /** The clinic's own sender; null for the account's. */
  from: string | null;
  subject: string;
  body: string;
  template: { id: string; variables: readonly string[] } | null;
  /** Ids only. */
  reference: { messageId: string; deliveryId: string };
}

export type ProviderOutcome =
  | { kind: 'accepted'; providerMessageId: string }
  | { kind: 'refused'; code: string; isFinal: boolean; isOptOut?: boolean; retryAfterMs?: number }
  | { kind: 'unknown'; code: string };

/** For one answer of a provider. */
export const SEND_DEADLINE_MS = 10_000;

/** Connections that were never made: what was asked cannot have been done. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
]);

/** What a failed request says about what came of it: a code for notes and logs, never the message, which may quote a recipient. */
export function outcomeOfError(error: unknown): ProviderOutcome {
  const code = codeOf(error);
  if (notConnected.has(code)) return { kind: 'refused', code, isFinal: false };
  return { kind: 'unknown', code };
}

export function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number'))
      return String(error.code);
    if (error instanceof Error) return error.name;
  }
  return 'unknown';
}

/** Seconds, as `retry-after` has them, in milliseconds. */
export function retryAfterMs(header: unknown): number | undefined {
  const seconds = Number(header);
  return header === undefined || header === null || !Number.isFinite(seconds) || seconds < 0
    ? undefined
    : seconds * 1_000;
}
