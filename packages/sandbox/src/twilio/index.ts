import { type Provider, type Room, type RoomOptions, type RoomRequest, startRoom } from '../room.ts';
import { createTwilioCalls, type TwilioCallsDesk, type TwilioCallsOptions } from './calls/index.ts';
import { createTwilioMessages, type TwilioMessagesDesk, type TwilioMessagesOptions } from './messages/index.ts';

/** Twilio's calls and messages behind one address, as an account has them. */
export type Twilio = Room & TwilioCallsDesk & TwilioMessagesDesk;

export async function startTwilio(
  options: RoomOptions & Omit<TwilioCallsOptions, keyof RoomOptions> & Omit<TwilioMessagesOptions, keyof RoomOptions>,
): Promise<Twilio> {
  const { provider: calls, ...callDesk } = createTwilioCalls(options);
  const { provider: messages, ...messageDesk } = createTwilioMessages(options);
  const whose = ({ path }: RoomRequest): Provider => (/\/Messages(\/|\.json)/.test(path) ? messages : calls);
  const room = await startRoom(
    {
      operationOf: (request) => whose(request).operationOf(request),
      handle: (request) => whose(request).handle(request),
      refuse: calls.refuse,
    },
    options,
  );
  return { ...room, ...callDesk, ...messageDesk };
}
