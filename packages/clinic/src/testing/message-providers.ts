import { installationCredentials } from '@vaani/config';
import { sendgridMail, twilioMessages } from '@vaani/providers';
import {
  type FaultPlan,
  type Sendgrid,
  startSendgrid,
  startTwilioMessages,
  type TwilioMessages,
  untilTold,
} from '@vaani/sandbox';
import { localChannel, type MessageChannel } from '../messages/channel.ts';
import type { MessageSender } from '../messages/send-message.ts';
import type { House } from './index.ts';

export const testTwilio = { accountSid: `AC${'0b'.repeat(16)}`, authToken: 'beefcafebeefcafebeefcafebeefcafe' };

/** Both providers on loopback, and the channels that reach them by the real libraries, by the house's clock. */
export interface MessageProviders {
  twilio: TwilioMessages;
  sendgrid: Sendgrid;
  /** What goes wrong at Twilio from now on. */
  fault: ReturnType<typeof untilTold>;
  mailFault: ReturnType<typeof untilTold>;
  sender: MessageSender;
  close(): Promise<void>;
}

/** Content templates that the account at the sandbox has. */
export const testContents = new Map([['HXreminder', 'Dear patient, {{2}} sees you on {{3}}. {{4}}']]);

export async function startMessageProviders(
  house: House,
  options: { webUrl?: string; faults?: FaultPlan } = {},
): Promise<MessageProviders> {
  const { clock } = house.deps;
  const webUrl = options.webUrl ?? 'http://desk.test';
  const fault = untilTold();
  const mailFault = untilTold();
  const senders = ['VAANIC', '+14155550100', '+14155550101', 'whatsapp:+14155238886', 'whatsapp:+14155238887'];
  const apiKey = 'SG.0123456789abcdef.sandbox';
  const twilio = await startTwilioMessages({
    ...testTwilio,
    senders,
    contents: testContents,
    clock,
    faults: options.faults ?? fault,
  });
  const sendgrid = await startSendgrid({ apiKey, clock, faults: mailFault });
  const credentials = installationCredentials({
    twilio: { ...testTwilio, apiUrl: twilio.url, smsFrom: 'VAANIC', whatsappFrom: '+14155238886' },
    sendgrid: { apiKey, apiUrl: sendgrid.url, from: 'desk@asha.example', eventKey: sendgrid.eventKey },
  });
  const statusUrl = `${webUrl}/api/v1/messages/twilio/status`;
  const channels: MessageChannel[] = [
    twilioMessages({ channel: 'sms', credentials, clock, statusUrl }),
    twilioMessages({ channel: 'whatsapp', credentials, clock, statusUrl }),
    sendgridMail({ credentials, clock }),
    localChannel,
  ];
  return {
    twilio,
    sendgrid,
    fault,
    mailFault,
    sender: { channels, webUrl },
    async close() {
      await twilio.close();
      await sendgrid.close();
    },
  };
}
