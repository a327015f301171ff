import { type Clock, type Credentials, canSend, type TwilioAccount, withinDeadline } from '@vaani/config';
import {
  codeOf,
  outcomeOfError,
  type ProviderMessage,
  type ProviderOutcome,
  retryAfterMs,
  SEND_DEADLINE_MS,
} from './message-provider.ts';
import { createTwilioClient, type TwilioClient } from './twilio-client.ts';

/** Twilio's own times may stand apart from ours by this. */
const CLOCKS_APART_MS = 10 * 60_000;
/** Messages to one recipient that are looked through for those still queued, which have no time of sending yet. */
const NEWEST = 50;

/** The recipient wants no messages from this sender. */
const OPTED_OUT = 21610;
/** Refusals that another try, or time, may mend: the account is not in order, or is asked too much of. All others of status 4xx stand. */
const mayPass = new Set([20003, 20005, 20429, 30001, 30002]);

/**
 * Text messages or WhatsApp by Twilio. Messages have no idempotency key there: after an unknown outcome `find` tells whether the account has the message.
 * @param options.statusUrl where Twilio reports what becomes of a message; ids are put into its query, which the signature covers.
 */
export function twilioMessages(options: {
  channel: 'sms' | 'whatsapp';
  credentials: Credentials;
  clock: Clock;
  statusUrl: string;
}) {
  const { channel, credentials, clock } = options;
  const prefix = channel === 'whatsapp' ? 'whatsapp:' : '';
  const clients = new Map<string, TwilioClient>();

  const senderOf = (account: TwilioAccount): string | null =>
    channel === 'sms' ? account.smsFrom : account.whatsappFrom;

  function clientOf(account: TwilioAccount): TwilioClient {
    const key = `${account.accountSid}|${account.authToken}|${account.apiUrl}`;
    const known = clients.get(key) ?? createTwilioClient(account);
    clients.set(key, known);
    return known;
  }

  async function requireAccount(clinicId: string): Promise<TwilioAccount> {
    const account = await credentials.for(clinicId, 'twilio');
    if (account === null) throw new Error('no account at Twilio is set');
    return account;
  }

  return {
    channel,
    capabilities: {
      address: 'phone' as const,
      canList: true,
      hasReplies: channel === 'whatsapp',
      template: channel === 'whatsapp' ? ('unless-answering' as const) : ('india' as const),
    },

    async isSetUp(clinicId: string, sender: string | null): Promise<boolean> {
      return canSend({ twilio: await credentials.for(clinicId, 'twilio'), sendgrid: null }, channel, sender);
    },

    async send(message: ProviderMessage, signal: AbortSignal): Promise<ProviderOutcome> {
      const account = await requireAccount(message.clinicId);
      const from = message.from ?? senderOf(account);
      if (from === null) return { kind: 'refused', code: 'no-sender', isFinal: true };
      const client = clientOf(account);
      const { clinicId, reference, template } = message;
      const query = new URLSearchParams({ clinic: clinicId, delivery: reference.deliveryId });
      return withinDeadline(clock, SEND_DEADLINE_MS, signal, (ended) =>
        client.within(ended, async (twilio): Promise<ProviderOutcome> => {
          try {
            const { sid } = await twilio.messages.create({
              to: `${prefix}${message.to}`,
              ...(from.startsWith('MG') ? { messagingServiceSid: from } : { from: `${prefix}${from}` }),
              // A text message's template is registered with the operators and known by its wording; WhatsApp's is filled at Twilio.
              ...(channel === 'whatsapp' && template !== null
                ? { contentSid: template.id, contentVariables: JSON.stringify(numbered(template.variables)) }
                : { body: message.body }),
              statusCallback: `${options.statusUrl}?${query}`,
            });
            return isSid(sid) ? { kind: 'accepted', providerMessageId: sid } : { kind: 'unknown', code: 'no-sid' };
          } catch (error) {
            return outcomeOf(error, client.lastRetryAfter());
          }
        }),
      );
    },

    async find(
      query: { clinicId: string; to: string; since: Date; marker: string },
      signal: AbortSignal,
    ): Promise<{ providerMessageId: string; failure: { code: string } | null } | null> {
      const client = clientOf(await requireAccount(query.clinicId));
      const to = `${prefix}${query.to}`;
      return withinDeadline(clock, SEND_DEADLINE_MS, signal, (ended) =>
        client.within(ended, async (twilio) => {
          const dateSentAfter = new Date(query.since.getTime() - CLOCKS_APART_MS);
          const sent = await twilio.messages.list({ to, dateSentAfter });
          const isIt = ({ body }: { body: string }) => body.includes(query.marker);
          const found = sent.find(isIt) ?? (await twilio.messages.list({ to, limit: NEWEST })).find(isIt);
          if (found === undefined) return null;
          const hasFailed = found.status === 'failed' || found.status === 'undelivered';
          return {
            providerMessageId: found.sid,
            failure: hasFailed ? { code: String(found.errorCode ?? found.status) } : null,
          };
        }),
      );
    },
  };
}

const numbered = (variables: readonly string[]): Record<string, string> =>
  Object.fromEntries(variables.map((value, index) => [String(index + 1), value]));

/** What is no JSON reaches us as a text without these fields. */
const isSid = (sid: unknown): sid is string => typeof sid === 'string' && /^(SM|MM)[0-9a-f]{32}$/.test(sid);

/** Reads a failure of the library: an answer of Twilio's has a status, all else is a broken connection or an answer that was none. */
function outcomeOf(error: unknown, retryAfter: string | undefined): ProviderOutcome {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : Number.NaN;
  if (!(status >= 400)) return outcomeOfError(error);
  const code = codeOf(error);
  // A server that broke may have done it all the same.
  if (status >= 500) return { kind: 'unknown', code: code === 'Error' ? String(status) : code };
  const wait = retryAfterMs(retryAfter);
  const isPassing = status === 429 || status === 401 || status === 403 || mayPass.has(Number(code));
  return {
    kind: 'refused',
    code,
    isFinal: !isPassing,
    ...(Number(code) === OPTED_OUT ? { isOptOut: true } : {}),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}
