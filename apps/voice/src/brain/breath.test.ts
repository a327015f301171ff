// Guards a sentence that is spoken while it is written: in one breath where the voice can, whole where it cannot, and never for ever.
import type { SpeakRequest, TextToSpeech } from '@vaani/providers';
import type { SayAction } from '@vaani/receptionist';
import { expect, it } from 'vitest';
import { openBreath } from './breath.ts';

const say = (text: string, spoken?: string): SayAction => ({
  ...{ kind: 'say', text, language: 'hi-en', purpose: 'reply' },
  ...(spoken === undefined ? {} : { spoken }),
});

function voiceOf(canGoOn: boolean) {
  const asked: (Omit<SpeakRequest, 'more' | 'signal'> & { more: string[] })[] = [];
  const tts: TextToSpeech = {
    name: 'v',
    capabilities: { languages: ['hi-en'], hasWordTimestamps: false, isStreaming: true, canGoOn },
    async *speak({ more, signal: _, ...request }) {
      const one = { ...request, more: [] as string[] };
      asked.push(one);
      yield { audio: new Uint8Array(160) };
      for await (const piece of more ?? []) {
        one.more.push(piece);
        yield { audio: new Uint8Array(160) };
      }
    },
  };
  return { tts, asked };
}

async function lengthOf(sound: AsyncIterable<unknown>): Promise<number> {
  let chunks = 0;
  for await (const _ of sound) chunks += 1;
  return chunks;
}

it('goes to the voice piece by piece, as they come', async () => {
  const { tts, asked } = voiceOf(true);
  const breath = openBreath(tts, say('Dr Sharma', 'डॉक्टर शर्मा'), { signal: new AbortController().signal });
  const sound = breath.sound()[Symbol.asyncIterator]();
  await sound.next();
  expect(asked).toMatchObject([{ text: 'डॉक्टर शर्मा', language: 'hi-en', more: [] }]);
  const second = sound.next();
  breath.add(say('kal hain.', 'कल हैं।'));
  expect((await second).done).toBe(false);
  breath.end();
  expect((await sound.next()).done).toBe(true);
  expect(asked[0]?.more).toEqual(['कल हैं।']);
  expect(breath.spoken).toBe('डॉक्टर शर्मा कल हैं।');
});

it('goes whole to a voice that knows sentences alone', async () => {
  const { tts, asked } = voiceOf(false);
  const breath = openBreath(tts, say('Dr Sharma'), { signal: new AbortController().signal });
  const chunks = lengthOf(breath.sound());
  breath.add(say('kal hain.'));
  expect(asked).toEqual([]);
  breath.end();
  expect(await chunks).toBe(1);
  expect(asked).toMatchObject([{ text: 'Dr Sharma kal hain.', more: [] }]);
});

it.each([true, false])('ends where the reply is cut off before its end (goes on: %s)', async (canGoOn) => {
  const { tts, asked } = voiceOf(canGoOn);
  const aborting = new AbortController();
  const breath = openBreath(tts, say('Dr Sharma'), { signal: aborting.signal });
  const chunks = lengthOf(breath.sound());
  aborting.abort();
  expect(await chunks).toBe(canGoOn ? 1 : 0);
  expect(asked).toHaveLength(canGoOn ? 1 : 0);
});
