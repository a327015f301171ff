import { localChannel, type MessageChannel } from '@vaani/clinic';
import { type Clock, installationCredentials, type MessageAccounts } from '@vaani/config';
import { sendgridMail, twilioMessages } from '@vaani/providers';

/** Every way for messages to travel. Those without an account say so for themselves; the local one is always there. */
export function messageChannels(options: {
  accounts: MessageAccounts;
  clock: Clock;
  /** Origin of web, whose doors take the providers' reports. */
  webUrl: string;
}): readonly MessageChannel[] {
  const { clock, webUrl } = options;
  const credentials = installationCredentials(options.accounts);
  const statusUrl = `${webUrl}/api/v1/messages/twilio/status`;
  return [
    twilioMessages({ channel: 'sms', credentials, clock, statusUrl }),
    twilioMessages({ channel: 'whatsapp', credentials, clock, statusUrl }),
    sendgridMail({ credentials, clock }),
    localChannel,
  ];
}

/** Which providers carry messages, for the first line of the log. */
export function describeChannels({ twilio, sendgrid }: MessageAccounts): string {
  const named = [twilio === null ? '' : 'twilio', sendgrid === null ? '' : 'sendgrid'].filter(Boolean);
  return named.length === 0 ? 'local' : named.join(', ');
}
