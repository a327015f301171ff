/** An account at Twilio, and what messages leave from. */
export interface TwilioAccount {
  accountSid: string;
  /** Signs what Twilio sends us, and signs us in there. */
  authToken: string;
  /** Where its API is. */
  apiUrl: string;
  /** Number, header or messaging service of text messages. */
  smsFrom: string | null;
  /** E.164 of the WhatsApp sender. */
  whatsappFrom: string | null;
}

/** An account at SendGrid. */
export interface SendgridAccount {
  apiKey: string;
  apiUrl: string;
  /** A verified address of the account. */
  from: string;
  /** Verifies the events it reports: base64 of the public key. */
  eventKey: string | null;
}

/** The accounts that carry messages. */
export interface MessageAccounts {
  twilio: TwilioAccount | null;
  sendgrid: SendgridAccount | null;
}

/**
 * Asked for whenever a provider is used, never read in passing. Today an installation has one set; a clinic's own account would change
 * nothing elsewhere.
 */
export interface Credentials {
  /** The account by which a clinic uses a provider; null where none is set. */
  for<P extends keyof MessageAccounts>(clinicId: string, provider: P): Promise<MessageAccounts[P]>;
  /** The account that a report or an answer claims to come from, to check its signature; null for a stranger's. */
  ofTwilio(accountSid: string): Promise<TwilioAccount | null>;
  /** SendGrid's reports name no account: the one whose key checks them. */
  ofSendgrid(): Promise<SendgridAccount | null>;
}

/** The installation's own accounts, for every clinic of it. */
export function installationCredentials(accounts: MessageAccounts): Credentials {
  return {
    for: async (_clinicId, provider) => accounts[provider],
    ofTwilio: async (accountSid) => (accounts.twilio?.accountSid === accountSid ? accounts.twilio : null),
    ofSendgrid: async () => accounts.sendgrid,
  };
}

/** Can messages leave by a channel: is there an account, and a sender, the clinic's own or the account's? */
export function canSend(
  { twilio, sendgrid }: MessageAccounts,
  channel: 'sms' | 'whatsapp' | 'email',
  sender: string | null,
): boolean {
  if (channel === 'email') return sendgrid !== null;
  if (twilio === null) return false;
  return (sender ?? (channel === 'sms' ? twilio.smsFrom : twilio.whatsappFrom)) !== null;
}
