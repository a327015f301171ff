import { z } from 'zod';
import type { MessageAccounts } from './credentials.ts';
import { SettingsError, trimSlash, url } from './settings-parts.ts';

export const twilioShape = {
  TWILIO_AUTH_TOKEN: z.string().min(16, 'is shorter than 16 characters'),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'does not look like AC…')
    .optional(),
};

/** Who carries messages. Without an account they are shown on a page. */
export const messageShape = {
  ...twilioShape,
  TWILIO_AUTH_TOKEN: twilioShape.TWILIO_AUTH_TOKEN.optional(),
  TWILIO_SMS_FROM: z
    .string()
    .regex(
      /^(\+[1-9]\d{6,14}|\d{4,8}|[A-Za-z0-9 ]{3,11}|MG[0-9a-f]{32})$/,
      'is neither a number, a header nor a messaging service (MG…)',
    )
    .optional(),
  TWILIO_WHATSAPP_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'is not a number as +14155238886')
    .optional(),
  VAANI_TWILIO_API_URL: url(/^https?$/, 'is not an http(s):// address').default('https://api.twilio.com'),
  SENDGRID_API_KEY: z.string().min(16, 'is shorter than 16 characters').optional(),
  SENDGRID_FROM: z.email('is not an e-mail address').optional(),
  SENDGRID_EVENT_KEY: z.base64({ error: 'is not a key in base64' }).min(80, 'is shorter than a public key').optional(),
  VAANI_SENDGRID_API_URL: url(/^https?$/, 'is not an http(s):// address').default('https://api.sendgrid.com'),
};

/**
 * The accounts that carry messages: null where none is set. Half an account is refused: its messages would go nowhere, and nobody be told.
 * @throws {SettingsError}
 */
export function messageAccounts(s: z.infer<z.ZodObject<typeof messageShape>>): MessageAccounts {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = s;
  const { TWILIO_SMS_FROM: smsFrom = null, TWILIO_WHATSAPP_FROM: whatsappFrom = null } = s;
  if (accountSid !== undefined && authToken === undefined) throw new SettingsError('TWILIO_AUTH_TOKEN is missing.');
  if (accountSid === undefined && (smsFrom ?? whatsappFrom) !== null)
    throw new SettingsError('TWILIO_ACCOUNT_SID is missing: a sender is set.');
  const { SENDGRID_API_KEY: apiKey, SENDGRID_FROM: from } = s;
  if (apiKey !== undefined && from === undefined) throw new SettingsError('SENDGRID_FROM is missing.');
  return {
    twilio:
      accountSid === undefined || authToken === undefined
        ? null
        : { accountSid, authToken, smsFrom, whatsappFrom, apiUrl: trimSlash(s.VAANI_TWILIO_API_URL) },
    sendgrid:
      apiKey === undefined || from === undefined
        ? null
        : { apiKey, from, eventKey: s.SENDGRID_EVENT_KEY ?? null, apiUrl: trimSlash(s.VAANI_SENDGRID_API_URL) },
  };
}
