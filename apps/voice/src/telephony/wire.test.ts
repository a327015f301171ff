// Guards what Twilio sends and is sent: messages, tokens, TwiML.
import { describe, expect, it } from 'vitest';
import { parseMediaMessage } from './media-messages.ts';
import { createStreamTokens } from './stream-token.ts';
import { connectStream, dialPhones, sayCallback } from './twiml.ts';

const frame = Buffer.alloc(160, 0xff).toString('base64');
const parse = (message: unknown) => parseMediaMessage(typeof message === 'string' ? message : JSON.stringify(message));

describe('a message of a media stream', () => {
  it('is read with its numbers as text', () => {
    const media = parse({
      event: 'media',
      sequenceNumber: '2',
      streamSid: 'MZ0',
      media: { track: 'inbound', chunk: '1', timestamp: '155', payload: frame },
    });
    expect(media).toMatchObject({ event: 'media', media: { chunk: 1, timestamp: 155, payload: frame } });
    const start = {
      accountSid: 'AC0',
      streamSid: 'MZ0',
      callSid: 'CA0',
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: { token: 't' },
    };
    expect(parse({ event: 'start', sequenceNumber: '1', streamSid: 'MZ0', start })).toMatchObject({
      event: 'start',
      start: { customParameters: { token: 't' } },
    });
  });
  it.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['no event', {}],
    ['no base64', { event: 'media', media: { payload: '***' } }],
    ['sound without sound', { event: 'media', media: { track: 'inbound' } }],
    ['sound that is no object', { event: 'media', media: frame }],
    ['sound of the agent', { event: 'media', media: { track: 'outbound', payload: frame } }],
    ['far too much sound', { event: 'media', media: { payload: Buffer.alloc(4_000).toString('base64') } }],
    [
      'another encoding',
      {
        event: 'start',
        streamSid: 'MZ0',
        start: { callSid: 'CA0', mediaFormat: { encoding: 'audio/l16', sampleRate: 16000, channels: 1 } },
      },
    ],
    ['a key that is none', { event: 'dtmf', dtmf: { digit: '12' } }],
  ])('is malformed: %s', (_, message) => expect(parse(message)).toBe('malformed'));
  it.each(['', '-1', '1.5', '9'.repeat(13), 7])('with a count that is none (%j) is heard as it comes', (chunk) =>
    expect(parse({ event: 'media', media: { chunk, timestamp: '20', payload: frame } })).toEqual({
      event: 'media',
      media: { chunk: undefined, timestamp: 20, payload: frame },
    }),
  );
  it('of a kind that Twilio may add is passed over', () =>
    expect(parse({ event: 'weather', streamSid: 'MZ0' })).toBe('unknown'));
});

describe('a stream token', () => {
  const options = { secret: 's'.repeat(32), workerId: 'w1', now: () => 1_000 };
  it('opens its own call, once', () => {
    const tokens = createStreamTokens(options);
    const token = tokens.issue('CA1');
    expect(tokens.spend(token, 'CA2')).toBe(false);
    expect(tokens.spend(token, 'CA1')).toBe(true);
    expect(tokens.spend(token, 'CA1')).toBe(false);
  });
  it('is of one worker and one minute', () => {
    let now = 1_000;
    const tokens = createStreamTokens({ ...options, now: () => now });
    const token = tokens.issue('CA1');
    expect(createStreamTokens({ ...options, workerId: 'w2' }).spend(token, 'CA1')).toBe(false);
    now += 61_000;
    expect(tokens.spend(token, 'CA1')).toBe(false);
  });
  it.each(['', '.', 'x.y', '99999999999999.AAAA'])('is not guessed: %s', (token) =>
    expect(createStreamTokens(options).spend(token, 'CA1')).toBe(false),
  );
});

describe('TwiML', () => {
  it('puts the token into a parameter, never into the address', () => {
    const xml = connectStream({
      streamUrl: 'wss://v.example/s/CA1',
      statusUrl: 'https://v.example/said',
      token: 'secret&"<',
      afterUrl: 'https://v.example/after',
    });
    expect(xml).toContain(
      '<Stream url="wss://v.example/s/CA1" statusCallback="https://v.example/said" statusCallbackMethod="POST">',
    );
    expect(xml).toContain('value="secret&amp;&quot;&lt;"');
    expect(xml).toContain('action="https://v.example/after"');
  });
  it('dials, and says in both languages that somebody rings back, recording nothing', () => {
    expect(
      dialPhones({ phones: ['+912066000099'], callerId: '+912066000001', afterUrl: 'https://v.example/d' }),
    ).toMatch(/<Dial [^>]*><Number>\+912066000099<\/Number><\/Dial>/);
    expect(sayCallback()).toMatch(/hi-IN.*en-IN.*<Hangup\/>/s);
    expect(sayCallback()).not.toContain('Record');
  });
});
