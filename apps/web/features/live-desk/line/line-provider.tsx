'use client';

import { useLocale } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTrpcClient } from '../../trpc/client.ts';
import { createLine, type Line, type LineState } from './line.ts';

const LineContext = createContext<{ line: Line; state: LineState } | null>(null);

/**
 * Holds this browser's voice line to a call. It belongs to the desk, not to a page: whoever speaks with a caller can look at the schedule meanwhile.
 */
export function LineProvider({ children }: { children: ReactNode }) {
  const client = useTrpcClient();
  const locale = useLocale();
  // The line outlives a change of the language.
  const language = useRef(locale);
  language.current = locale;
  const [state, setState] = useState<LineState>({ phase: 'off' });
  const kept = useRef<Line | null>(null);
  kept.current ??= createLine({
    onState: setState,
    tickets: {
      listen: (callId) => client.live.listen.mutate({ callId }),
      'take-over': (callId) => client.live.takeOver.mutate({ callId }),
      'call-back': (callbackId) => client.callbacks.callBack.mutate({ callbackId }),
    },
    // Fetched when somebody first speaks or listens: most pages never do.
    open: async (options) =>
      (await import('../../voice-line/open-voice-line.ts')).openVoiceLine({ ...options, language: language.current }),
    askMicrophone: async (signal) => (await import('../../voice-line/microphone.ts')).askForMicrophone(signal),
    handBack: (callId) => void client.live.handBack.mutate({ callId }).catch(() => undefined),
    now: Date.now,
    wait: pause,
  });
  const line = kept.current;
  useEffect(() => () => line.close(), [line]);
  const value = useMemo(() => ({ line, state }), [line, state]);
  return <LineContext value={value}>{children}</LineContext>;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** @throws where it is used outside of the desk, which is a mistake in the code. */
export function useLine(): { line: Line; state: LineState } {
  const value = useContext(LineContext);
  if (value === null) throw new Error('useLine is for pages of the desk');
  return value;
}
