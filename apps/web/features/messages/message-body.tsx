'use client';

import { CalendarDays, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MessageDetail } from '../../server/routers/messages-schemas.ts';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { DeadMessageActions } from './dead-message-actions.tsx';
import { textParts } from './linked-text.ts';
import { standingOf } from './message-standing.ts';
import { StandingMark } from './standing-mark.tsx';
import type { DeadResult } from './use-dead-message.ts';
import { useMessageWords } from './use-message-words.ts';

/** How a message stands and why, what it says, and each attempt to send it. */
export function MessageBody({ message }: { message: MessageDetail }) {
  const t = useTranslations('messages');
  const words = useMessageWords();
  const [result, setResult] = useState<DeadResult | null>(null);
  const standing = standingOf(message);
  const why = words.why(message);
  return (
    <div className="space-y-6 p-4">
      <div className="space-y-3">
        <div className="flex gap-2">
          <StandingMark standing={standing} />
          <div>
            <p className="font-strong">{t(`standing.${standing}`)}</p>
            {why === '' ? null : <p className="text-ink-soft">{why}</p>}
            {message.status === 'dead' && !message.canRetry ? <p className="text-ink-soft">{t('tooLate')}</p> : null}
          </div>
        </div>
        {message.recipient === null ? null : (
          <p>
            <span className="text-ink-soft">{t('sentTo')}</span>{' '}
            <span className="tabular-nums">{message.recipient}</span>
          </p>
        )}
        {message.status === 'dead' ? (
          <div className="flex flex-wrap gap-2">
            <DeadMessageActions message={message} isPrimary onResult={setResult} />
          </div>
        ) : null}
        <p role="status" className="empty:hidden">
          {result === null ? null : t(`result.${result}`, { to: words.recipient(message) })}
        </p>
      </div>
      <MessageText message={message} />
      <Attempts attempts={message.attempts} />
      {message.startsAt === null ? null : <OnTheSchedule startsAt={message.startsAt} />}
    </div>
  );
}

function MessageText({ message }: { message: MessageDetail }) {
  const t = useTranslations('messages');
  const isShown = standingOf(message) === 'shown';
  return (
    <section className="space-y-2">
      <h3 className="font-strong">{t('text.title')}</h3>
      {message.body === null ? (
        <p className="text-ink-soft">{t('text.none')}</p>
      ) : (
        <p
          lang={message.language === 'en' ? 'en' : 'hi'}
          className="break-words rounded-md border border-line bg-sunken px-3 py-2"
        >
          {textParts(message.body).map(({ text, isLink }) =>
            // The link is the patient's key. It is opened from here only where nobody else was given it.
            isLink && isShown ? (
              <a
                key={text}
                href={text}
                target="_blank"
                rel="noopener noreferrer"
                className="break-all text-brand underline"
              >
                {text}
                <ExternalLink aria-label={t('text.newWindow')} className="ml-1 inline size-3.5" />
              </a>
            ) : (
              <span key={text} className={isLink ? 'break-all' : undefined}>
                {text}
              </span>
            ),
          )}
        </p>
      )}
      {isShown ? <p className="text-ink-soft text-sm">{t('text.shown')}</p> : null}
    </section>
  );
}

function Attempts({ attempts }: Pick<MessageDetail, 'attempts'>) {
  const t = useTranslations('messages');
  const times = useTimes();
  const { fault } = useMessageWords();
  return (
    <section className="space-y-2">
      <h3 className="font-strong">{t('attempts.title')}</h3>
      {attempts.length === 0 ? <p className="text-ink-soft">{t('attempts.none')}</p> : null}
      <ol className="space-y-1.5 text-sm">
        {attempts.map(({ at, channel, status, errorCode }) => (
          <li key={at} className="flex gap-3">
            <span className="shrink-0 text-ink-soft">{times.dayAndTime(at)}</span>
            <span>
              {t(`channel.${channel}`)}:{' '}
              {t(channel === 'local' && status === 'delivered' ? 'standing.shown' : `attempt.${status}`)}
              {errorCode === null ? null : <span className="block text-ink-soft">{fault(errorCode)}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function OnTheSchedule({ startsAt }: { startsAt: string }) {
  const t = useTranslations('messages');
  const { zone } = usePerson();
  return (
    <Link
      href={`/schedule?date=${localDate(startsAt, zone)}`}
      className="flex w-fit items-center gap-2 text-brand underline"
    >
      <CalendarDays aria-hidden className="size-4" />
      {t('onSchedule')}
    </Link>
  );
}
