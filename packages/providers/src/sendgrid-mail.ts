import sharedClient from '@sendgrid/client';
import sharedMail from '@sendgrid/mail';
import { type Clock, type Credentials, type SendgridAccount, withinDeadline } from '@vaani/config';
import {
  codeOf,
  outcomeOfError,
  type ProviderMessage,
  type ProviderOutcome,
  retryAfterMs,
  SEND_DEADLINE_MS,
} from './message-provider.ts';

/**
 * E-mail by SendGrid. It lists nothing without an extra plan: what became of a mail whose outcome is unknown is told by its signed events alone, which
 * carry the ids that are put into `customArgs`.
 */
export function sendgridMail(options: { credentials: Credentials; clock: Clock }) {
  const { credentials, clock } = options;
  return {
    channel: 'email' as const,
    capabilities: { address: 'email' as const, canList: false, hasReplies: false, template: 'never' as const },

    isSetUp: async (clinicId: string): Promise<boolean> => (await credentials.for(clinicId, 'sendgrid')) !== null,

    async send(message: ProviderMessage, signal: AbortSignal): Promise<ProviderOutcome> {
      const account = await credentials.for(message.clinicId, 'sendgrid');
      if (account === null) throw new Error('no account at SendGrid is set');
      return withinDeadline(clock, SEND_DEADLINE_MS, signal, async (ended): Promise<ProviderOutcome> => {
        const mail = new MailService();
        mail.setClient(new AbortableClient(account, ended));
        try {
          const [answer] = await mail.send({
            to: message.to,
            from: message.from ?? account.from,
            subject: message.subject,
            text: message.body,
            customArgs: { clinic: message.clinicId, delivery: message.reference.deliveryId },
            // A rewritten link would be a shortened one, and opening a mail is nobody's business.
            trackingSettings: { clickTracking: { enable: false, enableText: false }, openTracking: { enable: false } },
          });
          const id: unknown = answer.headers['x-message-id'];
          return answer.statusCode === 202 && typeof id === 'string'
            ? { kind: 'accepted', providerMessageId: id }
            : { kind: 'unknown', code: `${answer.statusCode}` };
        } catch (error) {
          return outcomeOf(error, clock.now());
        }
      });
    },

    find: async (): Promise<null> => {
      throw new Error('SendGrid lists nothing');
    },
  };
}

// The library's types know its shared instances alone; each account and request here has one of its own.
const Client = sharedClient.constructor as new () => typeof sharedClient;
const MailService = sharedMail.constructor as new () => typeof sharedMail;
type Request = Parameters<typeof sharedClient.createRequest>[0];

/** The library's client for one request, which can be ended, at the address of the settings. */
class AbortableClient extends Client {
  readonly #ended: AbortSignal;

  constructor({ apiKey, apiUrl }: SendgridAccount, ended: AbortSignal) {
    super();
    this.setApiKey(apiKey);
    this.setDefaultRequest('baseUrl', `${apiUrl}/`);
    this.#ended = ended;
  }

  override createRequest(data: Request): Request {
    return Object.assign(super.createRequest(data), { signal: this.#ended, maxRedirects: 0 });
  }
}

function outcomeOf(error: unknown, now: number): ProviderOutcome {
  const status = typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : Number.NaN;
  if (!(status >= 400)) return outcomeOfError(error);
  if (status >= 500) return { kind: 'unknown', code: codeOf(error) };
  const wait = status === 429 ? waitUntilReset(error, now) : undefined;
  return {
    kind: 'refused',
    code: String(status),
    isFinal: status !== 429 && status !== 401 && status !== 403,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** `retry-after` where there is one; else until the count begins anew (epoch seconds). */
function waitUntilReset(error: unknown, now: number): number | undefined {
  const headers = headersOf(error);
  const wait = retryAfterMs(headers['retry-after']);
  if (wait !== undefined) return wait;
  const reset = Number(headers['x-ratelimit-reset']);
  return Number.isFinite(reset) ? Math.max(0, reset * 1_000 - now) : undefined;
}

function headersOf(error: unknown): Record<string, unknown> {
  if (typeof error !== 'object' || error === null || !('response' in error)) return {};
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return {};
  return typeof response.headers === 'object' && response.headers !== null ? { ...response.headers } : {};
}
