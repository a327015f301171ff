import twilio from 'twilio';

const { VoiceResponse } = twilio.twiml;

/**
 * Connects the call to our media stream. The token goes as a parameter: paths reach access logs. When the stream ends Twilio asks `afterUrl`; what goes wrong with
 * it is told to `statusUrl`.
 */
export function connectStream(options: {
  streamUrl: string;
  statusUrl: string;
  token: string;
  afterUrl: string;
}): string {
  const response = new VoiceResponse();
  const stream = response.connect({ action: options.afterUrl, method: 'POST' }).stream({
    ...{ url: options.streamUrl, statusCallback: options.statusUrl, statusCallbackMethod: 'POST' },
  });
  stream.parameter({ name: 'token', value: options.token });
  return response.toString();
}

/**
 * Puts the caller through to the first of these phones that picks up; Twilio then tells `afterUrl` how that ended. With `whisperUrl` whoever picks up is told
 * first what it is about, and takes the caller with a key.
 */
export function dialPhones(options: {
  phones: readonly string[];
  callerId: string;
  afterUrl: string;
  ringSeconds?: number;
  whisperUrl?: string;
}): string {
  const { phones, callerId, afterUrl, ringSeconds = 25, whisperUrl } = options;
  const response = new VoiceResponse();
  const dial = response.dial({ action: afterUrl, method: 'POST', timeout: ringSeconds, callerId });
  for (const phone of phones) dial.number(whisperUrl === undefined ? {} : { url: whisperUrl, method: 'POST' }, phone);
  return response.toString();
}

/** The caller waits in a room, with music, for somebody to come. The room ends when they leave it. */
export function waitInRoom(options: { room: string; musicUrl: string; afterUrl: string }): string {
  const response = new VoiceResponse();
  response.dial({ action: options.afterUrl, method: 'POST' }).conference(
    {
      ...{ beep: 'false', startConferenceOnEnter: false, endConferenceOnExit: true },
      ...{ waitUrl: options.musicUrl, waitMethod: 'GET' },
    },
    options.room,
  );
  return response.toString();
}

/** Whoever took the caller joins them; the talk is over when either leaves. */
export function enterRoom(room: string): string {
  const response = new VoiceResponse();
  response.dial().conference({ beep: 'false', startConferenceOnEnter: true, endConferenceOnExit: true }, room);
  return response.toString();
}

/** Tells whoever picked up for a caller what it is about, twice, and waits for a key; without one it hangs up. */
export function whisper(options: { text: string; language: 'en' | 'hi'; keyUrl: string }): string {
  const response = new VoiceResponse();
  const language = options.language === 'en' ? 'en-IN' : 'hi-IN';
  for (let times = 0; times < 2; times++) {
    const gather = response.gather({ action: options.keyUrl, method: 'POST', numDigits: 1, timeout: 6 });
    gather.say({ language }, options.text);
  }
  response.hangup();
  return response.toString();
}

/** Nothing more to do here: of a leg that listened before it is connected, that it is. */
export const goOn = (): string => new VoiceResponse().toString();

/** Says in both languages that somebody will ring back, and hangs up. No voice mail: no audio is kept. */
export function sayCallback(options: { emergencyNumbers?: readonly string[] } = {}): string {
  const response = new VoiceResponse();
  sayUrgent(response, options.emergencyNumbers);
  response.say({ language: 'hi-IN' }, 'माफ़ कीजिए, अभी कोई बात नहीं कर पा रहा है। हम आपको जल्दी ही वापस फ़ोन करेंगे।');
  response.say({ language: 'en-IN' }, 'Sorry, nobody can take your call just now. We will ring you back soon.');
  response.hangup();
  return response.toString();
}

/** Nobody can take the call, and where to ring back is not known: asks for the number by its keys, twice. */
export function askNumber(options: { keysUrl: string; emergencyNumbers?: readonly string[] }): string {
  const response = new VoiceResponse();
  sayUrgent(response, options.emergencyNumbers);
  for (let times = 0; times < 2; times++) {
    const keys = { numDigits: 10, finishOnKey: '#', timeout: 8 };
    const gather = response.gather({ action: options.keysUrl, method: 'POST', ...keys });
    gather.say(
      { language: 'hi-IN' },
      'माफ़ कीजिए, अभी कोई बात नहीं कर पा रहा है। अपना दस अंकों का नंबर दबाइए, हम आपको वापस फ़ोन करेंगे।',
    );
    gather.say(
      { language: 'en-IN' },
      'Sorry, nobody can take your call just now. Please key in your ten digit number, and we will ring you back.',
    );
  }
  response.say({ language: 'hi-IN' }, 'कृपया बाद में फिर फ़ोन कीजिए।');
  response.say({ language: 'en-IN' }, 'Please ring again later.');
  response.hangup();
  return response.toString();
}

/** The number was keyed. */
export function sayThanks(): string {
  const response = new VoiceResponse();
  response.say({ language: 'hi-IN' }, 'धन्यवाद, हम आपको इसी नंबर पर फ़ोन करेंगे।');
  response.say({ language: 'en-IN' }, 'Thank you. We will ring you on that number.');
  response.hangup();
  return response.toString();
}

function sayUrgent(response: InstanceType<typeof VoiceResponse>, numbers: readonly string[] = []): void {
  const spoken = numbers.map((number) => [...number].join(' '));
  if (spoken.length === 0) return;
  response.say({ language: 'hi-IN' }, `इमरजेंसी में अभी ${spoken.join(' या ')} पर फ़ोन कीजिए।`);
  response.say({ language: 'en-IN' }, `In an emergency ring ${spoken.join(' or ')} now.`);
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
