'use client';

import type { inferRouterInputs } from '@trpc/server';
import { Play, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { AppRouter } from '../../server/routers/index.ts';
import { Button } from '../../ui/button.tsx';
import { useTrpcClient } from '../trpc/client.ts';
import { decodeMuLaw } from '../voice-line/mu-law.ts';

type SpeechSettings = inferRouterInputs<AppRouter>['clinic']['saveSpeech']['speech'];

const PHONE_HZ = 8_000;

/** Plays the greeting as a caller would hear it, saved or not: made by the worker, in the phone's own sound. */
export function PlayButton({
  language,
  speech,
}: {
  language: 'en' | 'hi' | 'hi-en';
  /** How the AI would speak, as it stands in a form at the press; as it is saved where there is none. */
  speech?: () => SpeechSettings;
}) {
  const t = useTranslations('settings.greeting');
  const client = useTrpcClient();
  const [state, setState] = useState<'idle' | 'loading' | 'playing' | 'failed'>('idle');
  const context = useRef<AudioContext | null>(null);
  const stop = () => {
    void context.current?.close();
    context.current = null;
  };
  useEffect(() => () => void context.current?.close(), []);

  async function play(): Promise<void> {
    setState('loading');
    // Opened at the press itself: browsers give no sound to a page that nobody touched.
    const own = new AudioContext();
    context.current = own;
    try {
      const { audio } = await client.tryCall.greeting.mutate({ language, ...(speech ? { speech: speech() } : {}) });
      if (context.current !== own) return;
      const sound = decodeMuLaw(Uint8Array.from(atob(audio), (letter) => letter.charCodeAt(0)));
      const buffer = own.createBuffer(1, Math.max(1, sound.length), PHONE_HZ);
      buffer.copyToChannel(Float32Array.from(sound), 0);
      const source = new AudioBufferSourceNode(own, { buffer });
      source.connect(own.destination);
      source.onended = () => {
        stop();
        setState('idle');
      };
      source.start();
      setState('playing');
    } catch {
      stop();
      setState('failed');
    }
  }

  return (
    <>
      {state === 'playing' ? (
        <Button
          onClick={() => {
            stop();
            setState('idle');
          }}
        >
          <Square aria-hidden className="size-4" />
          {t('stop')}
        </Button>
      ) : (
        <Button disabled={state === 'loading'} title={t('playNote')} onClick={() => void play()}>
          <Play aria-hidden className="size-4" />
          {state === 'loading' ? t('playing') : t('play')}
        </Button>
      )}
      <span role="status" className="text-alarm text-sm">
        {state === 'failed' ? t('unplayable') : ''}
      </span>
    </>
  );
}
