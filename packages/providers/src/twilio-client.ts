import { AsyncLocalStorage } from 'node:async_hooks';
import type { TwilioAccount } from '@vaani/config';
import twilio from 'twilio';

/** One call of Twilio's interface: what ends it, and what its answer said beside the body. */
interface Call {
  signal: AbortSignal;
  retryAfter?: string;
}

/** Twilio's client for an account, each of whose calls can be ended. */
export interface TwilioClient {
  /** Runs calls of the client under a signal. `retryAfter` is what the last answer asked to wait, seconds. */
  within<T>(signal: AbortSignal, work: (client: twilio.Twilio) => Promise<T>): Promise<T>;
  /** What the last answer within this call asked to wait, in seconds. */
  lastRetryAfter(): string | undefined;
}

const TWILIO = 'https://api.twilio.com';

/**
 * The library has neither an abort nor another address to go to: both are put into its HTTP client, once for all calls, so that connections are kept.
 * Retries are ours, because the library's would not know what a first try left behind.
 */
export function createTwilioClient(account: Pick<TwilioAccount, 'accountSid' | 'authToken' | 'apiUrl'>): TwilioClient {
  const calls = new AsyncLocalStorage<Call>();
  const httpClient = new twilio.RequestClient({ keepAlive: true });
  httpClient.axios.interceptors.request.use((config) => {
    const call = calls.getStore();
    if (config.url?.startsWith(`${TWILIO}/`)) config.url = account.apiUrl + config.url.slice(TWILIO.length);
    if (call !== undefined) config.signal = call.signal;
    return config;
  });
  httpClient.axios.interceptors.response.use((response) => {
    const call = calls.getStore();
    const header: unknown = response.headers['retry-after'];
    if (call !== undefined && typeof header === 'string') call.retryAfter = header;
    return response;
  });
  const client = twilio(account.accountSid, account.authToken, { httpClient });
  return {
    within: (signal, work) => calls.run({ signal }, () => work(client)),
    lastRetryAfter: () => calls.getStore()?.retryAfter,
  };
}
