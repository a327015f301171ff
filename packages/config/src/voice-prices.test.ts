import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { voicePricesShape } from './voice-prices.ts';

const read = (text?: string) => z.object(voicePricesShape).safeParse({ VAANI_PRICES: text });

describe('what providers cost', () => {
  it('is read by provider and unit, and nothing is made up', () => {
    expect(read('deepgram.minute=80, openai-speech.characters=125.5,').data).toEqual({
      VAANI_PRICES: { 'deepgram.minute': 80, 'openai-speech.characters': 125.5 },
    });
    expect(read().data).toEqual({ VAANI_PRICES: {} });
  });

  it.each(['deepgram=80', 'deepgram.hour=80', 'deepgram.minute=-1', 'deepgram.minute=much', '.minute=1'])(
    'is refused where it says nothing: %s',
    (text) => {
      const { error } = read(`cartesia.characters=310,${text}`);
      expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(`has ${text}, which`)]);
    },
  );
});
