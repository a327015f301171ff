'use client';

import {
  Ear,
  EarOff,
  Hand,
  Headset,
  MessageSquareLock,
  Mic,
  MicOff,
  Pause,
  PhoneOff,
  Play,
  Undo2,
  Volume2,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../palette/use-shortcut.ts';
import { usePerson } from '../shell/person.tsx';
import { ActButton } from './act-button.tsx';
import { ActNote } from './act-note.tsx';
import { ActText } from './act-text.tsx';
import type { BoardCall } from './board.ts';
import { useLine } from './line/line-provider.tsx';
import { TransferMenu } from './transfer-menu.tsx';
import { useActs } from './use-acts.ts';
import { chosenCallNow } from './use-live-place.ts';

type Open = 'whisper' | 'say' | 'transfer' | 'hang-up' | null;

/** What one can do to the open call, with the keys written on it. One person has a call at a time: for others what would change the talk is off, and it is said who has it. */
export function ActBar({ call }: { call: BoardCall }) {
  const t = useTranslations('live.act');
  const { userId } = usePerson();
  const { callId } = call;
  const acts = useActs(callId);
  const { line, state } = useLine();
  const [open, setOpen] = useState<Open>(null);

  const isOthers = call.ownerId !== undefined && call.ownerId !== userId;
  const isMine = call.ownerId === userId;
  const isWithStaff = call.state === 'staff';
  const isOnHold = call.state === 'on-hold';
  const own = state.phase !== 'off' && state.callId === callId ? state : null;
  const isOnLine = own !== null && ['connecting', 'again', 'open'].includes(own.phase);
  const isListening = isOnLine && own?.purpose === 'listen';
  const isSpeaking = isOnLine && own?.purpose !== 'listen';
  const isBusy = acts.pending !== undefined;

  const takeOver = () => void line.open('take-over', callId);
  const handBack = () => acts.act({ kind: 'handBack' }, { onSuccess: () => isSpeaking && line.close() });
  const primary = isSpeaking || (isMine && isWithStaff) ? handBack : takeOver;
  const listen = () => (isListening ? line.close() : void line.open('listen', callId));
  const hold = () => acts.act({ kind: 'hold', isOnHold: !isOnHold });
  const mute = () => own?.phase === 'open' && line.mute(!own.isMuted);
  const toggle = (what: NonNullable<Open>) => setOpen(open === what ? null : what);
  const send = (kind: 'whisper' | 'say') => (text: string) =>
    acts.act({ kind, text }, { onSuccess: () => setOpen(null) });

  /**
   * Nothing is done to a call that is not seen, since in a narrow window the list covers it; nor to the one that somebody just left for another, which the page
   * shows a moment later.
   */
  const section = useRef<HTMLElement>(null);
  const seen = (act: () => unknown) => () => {
    if (section.current?.checkVisibility() && (chosenCallNow() ?? callId) === callId) act();
  };
  useShortcut('takeOver', seen(primary), !isOthers && !isBusy);
  useShortcut('listen', seen(listen), !isSpeaking);
  useShortcut(
    'whisper',
    seen(() => toggle('whisper')),
  );
  useShortcut(
    'say',
    seen(() => toggle('say')),
    !isOthers && !isWithStaff,
  );
  useShortcut(
    'transfer',
    seen(() => toggle('transfer')),
    !isOthers,
  );
  useShortcut('hold', seen(hold), !isOthers && !isBusy);
  useShortcut(
    'own',
    seen(() => acts.act({ kind: isMine ? 'release' : 'own' })),
    !isOthers && !isBusy,
  );
  useShortcut(
    'hangUp',
    seen(() => toggle('hang-up')),
    !isOthers,
  );

  return (
    <section
      ref={section}
      data-acts
      aria-label={t('label')}
      className="@container border-line border-t bg-surface px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]"
    >
      <ActNote call={call} acts={acts} />
      {open === 'whisper' || open === 'say' ? (
        <ActText
          key={open}
          kind={open}
          language={call.language}
          isBusy={isBusy}
          onSend={send(open)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'hang-up' ? (
        <div className="mb-2 flex flex-wrap items-center gap-2">
          <p className="flex-1 font-medium">{t('hangUp.ask')}</p>
          <Button
            autoFocus
            disabled={isBusy}
            kind="alarm"
            onClick={() => acts.act({ kind: 'hangUp' }, { onSettled: () => setOpen(null) })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setOpen(null);
            }}
          >
            <PhoneOff aria-hidden className="size-4" />
            {t('hangUp.confirm')}
          </Button>
          <Button onClick={() => setOpen(null)}>{t('hangUp.keep')}</Button>
        </div>
      ) : null}
      <div className="flex flex-wrap items-center gap-1.5">
        {isSpeaking || (isMine && isWithStaff) ? (
          <ActButton icon={Undo2} name="takeOver" kind="primary" disabled={isBusy} onClick={handBack}>
            {t('handBack.label')}
          </ActButton>
        ) : (
          <ActButton icon={Headset} name="takeOver" kind="primary" disabled={isOthers || isBusy} onClick={takeOver}>
            {t('takeOver.label')}
          </ActButton>
        )}
        {isMine && isWithStaff && !isSpeaking ? (
          <Button onClick={takeOver}>
            <Mic aria-hidden className="size-4" />
            {t('join')}
          </Button>
        ) : null}
        {isSpeaking && own?.phase === 'open' ? (
          <ActButton icon={own.isMuted ? MicOff : Mic} name="mute" onClick={mute}>
            {t(own.isMuted ? 'unmute' : 'mute')}
          </ActButton>
        ) : null}
        {isSpeaking ? null : (
          <ActButton icon={isListening ? EarOff : Ear} name="listen" onClick={listen}>
            {t(isListening ? 'listen.stop' : 'listen.label')}
          </ActButton>
        )}
        <ActButton
          icon={MessageSquareLock}
          name="whisper"
          data-act="whisper"
          aria-expanded={open === 'whisper'}
          onClick={() => toggle('whisper')}
        >
          {t('whisper.button')}
        </ActButton>
        {isWithStaff ? null : (
          <ActButton
            icon={Volume2}
            name="say"
            data-act="say"
            aria-expanded={open === 'say'}
            disabled={isOthers}
            onClick={() => toggle('say')}
          >
            {t('say.button')}
          </ActButton>
        )}
        <ActButton icon={isOnHold ? Play : Pause} name="hold" disabled={isOthers || isBusy} onClick={hold}>
          {t(isOnHold ? 'hold.off' : 'hold.on')}
        </ActButton>
        <TransferMenu
          isOpen={open === 'transfer'}
          onOpenChange={(isNowOpen) => setOpen(isNowOpen ? 'transfer' : null)}
          isDisabled={isOthers || isBusy}
          onChoose={(entryId) => acts.act({ kind: 'transfer', entryId })}
        />
        {isWithStaff ? null : (
          <ActButton
            icon={Hand}
            name="own"
            disabled={isOthers || isBusy}
            onClick={() => acts.act({ kind: isMine ? 'release' : 'own' })}
          >
            {t(isMine ? 'own.release' : 'own.label')}
          </ActButton>
        )}
        <ActButton
          icon={PhoneOff}
          name="hangUp"
          data-act="hang-up"
          aria-expanded={open === 'hang-up'}
          disabled={isOthers}
          kind="danger"
          className="ml-auto"
          onClick={() => toggle('hang-up')}
        >
          {t('hangUp.label')}
        </ActButton>
      </div>
    </section>
  );
}
