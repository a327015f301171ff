'use client';

import { useLocale } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { askForMicrophone } from '../voice-line/microphone.ts';
import type { VoiceLine } from '../voice-line/open-voice-line.ts';
import { useLineWords } from '../voice-line/use-line-words.ts';

export type TryState = 'idle' | 'opening' | 'talking' | 'over';

/** One call from this page. It ends with the page. */
export interface TryCall {
  state: TryState;
  /** The call's id on the desk, once it talks. */
  callId: string | null;
  hasMicrophone: boolean;
  isMuted: boolean;
  /** How loud the microphone is, 0 to 1. */
  loudness: number;
  /** Why it did not open, or how it ended. */
  sentence: string;
  isFailed: boolean;
  start(hasMicrophone: boolean): Promise<void>;
  mute(isMuted: boolean): void;
  type(text: string): void;
  press(digit: string): void;
  hangUp(): void;
}

const idle = {
  ...{ state: 'idle' as TryState, callId: null as string | null, hasMicrophone: false, isMuted: false, loudness: 0 },
  ...{ sentence: '', isFailed: false },
};

/** @param open fetches the worker's address and a ticket for it; called once the microphone is ours. */
export function useTryCall(open: () => Promise<{ url: string; ticket: string }>): TryCall {
  const words = useLineWords();
  const language = useLocale();
  const [shown, setShown] = useState(idle);
  const line = useRef<VoiceLine | null>(null);
  const leaving = useRef<AbortController | null>(null);
  const show = (part: Partial<typeof idle>) => setShown((before) => ({ ...before, ...part }));
  useEffect(() => () => leaving.current?.abort(), []);

  async function start(hasMicrophone: boolean): Promise<void> {
    leaving.current?.abort();
    const own = new AbortController();
    leaving.current = own;
    setShown({ ...idle, state: 'opening', hasMicrophone });
    try {
      // The line itself is fetched when somebody first speaks.
      const { openVoiceLine } = await import('../voice-line/open-voice-line.ts');
      if (hasMicrophone) await askForMicrophone(own.signal);
      const { url, ticket } = await open();
      line.current = await openVoiceLine({
        ...{ url, ticket, hasMicrophone, language, signal: own.signal },
        onEvent(event) {
          if (event.event === 'ready') show({ state: 'talking', callId: event.callId ?? null });
          if (event.event === 'level') show({ loudness: event.loudness });
          if (event.event === 'ended') show({ state: 'over', sentence: event.sentence });
          if (event.event === 'lost') show({ state: 'over', sentence: words(null), isFailed: true });
          if (event.event === 'microphone-lost') show({ isMuted: true });
        },
      });
    } catch (error) {
      if (!own.signal.aborted) show({ state: 'idle', sentence: words(error), isFailed: true });
    }
  }

  return {
    ...shown,
    start,
    mute(isMuted) {
      line.current?.mute(isMuted);
      show({ isMuted });
    },
    type: (text) => line.current?.sendText(text),
    press: (digit) => line.current?.sendKey(digit),
    hangUp() {
      line.current?.close();
      show({ state: 'over', sentence: '' });
    },
  };
}
