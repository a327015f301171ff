// Guards to which hosts a page may open a headset: several workers, a star for those of one's own, and nobody else's.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { voiceOriginsShape } from './voice-origins.ts';

const read = (text?: string) => z.object(voiceOriginsShape).safeParse({ VAANI_VOICE_ORIGINS: text });

describe('the origins of voice workers', () => {
  it('are none, one or several, with a star for the first label', () => {
    expect(read().data).toEqual({ VAANI_VOICE_ORIGINS: [] });
    expect(read('https://voice-2.clinic.in/, http://localhost:3101,https://*.voice.clinic.in:8443,').data).toEqual({
      VAANI_VOICE_ORIGINS: ['https://voice-2.clinic.in', 'http://localhost:3101', 'https://*.voice.clinic.in:8443'],
    });
  });

  it.each([
    'voice-2.clinic.in',
    'wss://voice-2.clinic.in',
    'https://voice-2.clinic.in/desk',
    'https://a.in; script-src *',
    "https://a.in 'unsafe-inline'",
    'https://voice.*.in',
    'https://*',
    'https://*.in',
    '*',
  ])('refuse %s', (one) => {
    const { error } = read(`https://voice-1.clinic.in,${one}`);
    expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(`has ${one}, which `)]);
  });
});
