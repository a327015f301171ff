'use client';

import { Keyboard, Mic, MicOff, PhoneOff } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Conversation } from '../live-desk/conversation.tsx';
import { useBoard } from '../live-desk/use-board.ts';
import { useTryCall } from './use-try-call.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** A call from the page: spoken or typed, heard and read. It stands on the desk like any other. */
export function TryCall({ open }: { open: () => Promise<{ url: string; ticket: string }> }) {
  const t = useTranslations('tryCall');
  const call = useTryCall(open);
  const { board } = useBoard();
  const shown = call.callId === null ? undefined : board.get(call.callId);
  const isTalking = call.state === 'talking';
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-line border-b p-4">
        {isTalking ? (
          <>
            {call.hasMicrophone ? (
              <Button aria-pressed={call.isMuted} onClick={() => call.mute(!call.isMuted)}>
                {call.isMuted ? <MicOff aria-hidden className="size-4" /> : <Mic aria-hidden className="size-4" />}
                {t(call.isMuted ? 'unmute' : 'mute')}
              </Button>
            ) : null}
            <Button onClick={call.hangUp}>
              <PhoneOff aria-hidden className="size-4" />
              {t('hangUp')}
            </Button>
            {call.hasMicrophone ? <Level loudness={call.loudness} label={t('level')} /> : null}
            <Keypad press={call.press} label={t('keypad')} />
            {call.callId === null ? null : (
              <Link href={`/live?call=${call.callId}`} target="_blank" className="text-brand underline">
                {t('watch')}
              </Link>
            )}
          </>
        ) : (
          <>
            <Button kind="primary" disabled={call.state === 'opening'} onClick={() => void call.start(true)}>
              <Mic aria-hidden className="size-4" />
              {t('speak')}
            </Button>
            <Button disabled={call.state === 'opening'} onClick={() => void call.start(false)}>
              <Keyboard aria-hidden className="size-4" />
              {t('type')}
            </Button>
          </>
        )}
        <p role="status" className={call.isFailed ? 'text-alarm' : 'text-ink-soft'}>
          {call.sentence !== '' ? call.sentence : t(`state.${call.state}`)}
        </p>
      </div>
      <Conversation
        turns={shown?.personal.turns ?? []}
        tools={shown?.tools ?? []}
        isAnnounced
        empty={<p className="px-4 py-8 text-center text-ink-soft">{t('empty')}</p>}
      />
      {isTalking ? <TypeBox send={call.type} /> : null}
    </div>
  );
}

function TypeBox({ send }: { send: (text: string) => void }) {
  const t = useTranslations('tryCall');
  const [text, setText] = useState('');
  return (
    <form
      className="flex items-end gap-2 border-line border-t p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        send(text.trim());
        setText('');
      }}
    >
      <TextField
        label={t('say')}
        className="flex-1"
        value={text}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" className="h-9" disabled={text.trim() === ''}>
        {t('send')}
      </Button>
    </form>
  );
}

function Level({ loudness, label }: { loudness: number; label: string }) {
  return (
    <meter aria-label={label} min={0} max={1} value={Math.min(1, loudness * 4)} className="h-2 w-24">
      {Math.round(loudness * 100)}
    </meter>
  );
}

function Keypad({ press, label }: { press: (digit: string) => void; label: string }) {
  return (
    <fieldset className="flex flex-wrap gap-0.5">
      <legend className="sr-only">{label}</legend>
      {keys.map((key) => (
        <Button key={key} kind="quiet" isSquare onClick={() => press(key)}>
          {key}
        </Button>
      ))}
    </fieldset>
  );
}
