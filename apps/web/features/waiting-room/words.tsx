'use client';

import { createTranslator } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type en from '../../messages/en.json';

type Messages = typeof en.waitingRoom;
export interface Words {
  en: Messages;
  hi: Messages;
}
type Key = Exclude<keyof Messages, 'gone'>;
type Say = (key: Key, values?: Record<string, string | number>) => string;

const Both = createContext<{ en: Say; hi: Say } | null>(null);

/** The words of the screen in both languages at once: whoever sits there reads one of them, and nobody chooses. */
export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  const value = useMemo(() => ({ en: sayIn('en', words.en), hi: sayIn('hi', words.hi) }), [words]);
  return <Both value={value}>{children}</Both>;
}

function sayIn(locale: 'en' | 'hi', messages: Messages): Say {
  const say = createTranslator({ locale, messages: messages as object as Record<string, string> }) as Say;
  return (key, values) => say(key, values);
}

/** A sentence in Hindi and in English, the first one large. */
export function Said({
  words,
  values,
  className,
}: {
  words: Key;
  values?: Record<string, string | number>;
  className?: string;
}) {
  const say = useContext(Both);
  if (say === null) throw new Error('the words of the screen are missing');
  return (
    <span className={className}>
      <span lang="hi">{say.hi(words, values)}</span>
      <span aria-hidden> · </span>
      <span lang="en" className="font-normal">
        {say.en(words, values)}
      </span>
    </span>
  );
}
