import twilio from 'twilio';

const { VoiceResponse } = twilio.twiml;

/** Connects the call to our media stream. The token goes as a parameter: paths reach access logs. When the stream ends Twilio asks `afterUrl`. */
export function connectStream(options: { streamUrl: string; token: string; afterUrl: string }): string {
  const response = new VoiceResponse();
  const stream = response.connect({ action: options.afterUrl, method: 'POST' }).stream({ url: options.streamUrl });
  stream.parameter({ name: 'token', value: options.token });
  return response.toString();
}

/** Puts the caller through to a phone; Twilio then tells `afterUrl` how that ended. */
export function dialPhone(options: {
  phone: string;
  callerId: string;
  afterUrl: string;
  timeoutSeconds?: number;
}): string {
  const response = new VoiceResponse();
  response.dial(
    { action: options.afterUrl, method: 'POST', timeout: options.timeoutSeconds ?? 25, callerId: options.callerId },
    options.phone,
  );
  return response.toString();
}

/** Says in both languages that somebody will ring back, and hangs up. No voice mail: no audio is kept. */
export function sayCallback(): string {
  const response = new VoiceResponse();
  response.say({ language: 'hi-IN' }, 'माफ़ कीजिए, अभी कोई बात नहीं कर पा रहा है। हम आपको जल्दी ही वापस फ़ोन करेंगे।');
  response.say({ language: 'en-IN' }, 'Sorry, nobody can take your call just now. We will ring you back soon.');
  response.hangup();
  return response.toString();
}

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** Does not answer: the caller hears that the line is not to be had, and nobody pays for the call. */
export function refuse(): string {
  const response = new VoiceResponse();
  response.reject({ reason: 'rejected' });
  return response.toString();
}
