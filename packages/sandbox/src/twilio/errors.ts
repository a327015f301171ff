import type { RoomAnswer } from '../room.ts';

/** Twilio's own codes, with their status and sentence. */
const errors: Record<number, { status: number; message: string }> = {
  20001: { status: 400, message: 'Unknown parameters' },
  20003: { status: 401, message: 'Authenticate' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'Internal Server Error' },
  12100: { status: 400, message: 'Document parse failure' },
  21201: { status: 400, message: "No 'To' number is specified" },
  21205: { status: 400, message: 'Invalid URL' },
  21210: { status: 400, message: "'From' phone number not verified" },
  21213: { status: 400, message: "'From' phone number is required" },
  21217: { status: 400, message: 'Phone number does not appear to be valid' },
  21218: { status: 400, message: 'Either a URL, TwiML or an application is required' },
  21220: { status: 400, message: 'Call is not in-progress. Cannot redirect.' },
  21626: { status: 400, message: "Invalid 'statusEvents'" },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid 'From' Number" },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: {
    status: 400,
    message: "The 'From' phone number provided is not a valid message-capable number for this destination.",
  },
  21609: { status: 400, message: "Invalid 'StatusCallback' url" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
  21619: { status: 400, message: 'A text message body or media urls must be specified.' },
  21655: { status: 400, message: 'The ContentSid is Invalid' },
  21656: { status: 400, message: 'The Content Variables parameter is invalid' },
};

export class TwilioError extends Error {
  readonly code: number;

  constructor(code: number) {
    super(errors[code]?.message ?? 'refused');
    this.code = code;
  }
}

/** An error as Twilio's REST interface writes it. */
export function twilioError(code: number, status?: number, headers: Record<string, string> = {}): RoomAnswer {
  const known = errors[code];
  const answered = status ?? known?.status ?? 400;
  return {
    status: answered,
    headers,
    body: {
      code,
      message: known?.message ?? 'refused',
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: answered,
    },
  };
}
