'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MessageSummary } from '../../server/routers/messages-schemas.ts';
import { useTimes } from '../shell/use-times.ts';
import { standingOf } from './message-standing.ts';
import { StandingMark } from './standing-mark.tsx';
import { useMessageWords } from './use-message-words.ts';

/** The rows. Each opens its message in a sheet beside the list; the address follows. */
export function MessageTable({
  messages,
  caption,
  search,
  actions,
}: {
  messages: readonly MessageSummary[];
  caption: string;
  /** The address' part for what is shown. */
  search: string;
  /** What can be done with a row where it stands. */
  actions?: (message: MessageSummary) => ReactNode;
}) {
  const t = useTranslations('messages');
  const times = useTimes();
  const words = useMessageWords();
  const pathname = usePathname();
  const columns = ['when', 'to', 'about', 'by', 'standing', ...(actions ? (['actions'] as const) : [])] as const;
  return (
    <table className="w-full border-line border-t text-sm max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr className="text-left text-ink-soft">
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={clsx(
                'sticky top-0 z-10 border-line border-b bg-surface px-2 py-1.5 font-medium first:pl-4 last:pr-4',
                column === 'by' && 'max-lg:hidden',
              )}
            >
              <span className={column === 'actions' ? 'sr-only' : undefined}>{t(`columns.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {messages.map((message) => {
          const href = `/messages/${message.id}`;
          const to = words.recipient(message);
          const when = times.dayAndTime(message.sentAt ?? message.sendAfter);
          const why = words.why(message);
          const standing = standingOf(message);
          return (
            <tr
              key={message.id}
              data-message-id={message.id}
              className={clsx(
                'relative border-line border-b align-top max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-2.5',
                pathname === href ? 'bg-brand-wash' : 'hover:bg-sunken',
              )}
            >
              <td className="whitespace-nowrap py-2 pr-2 pl-4 text-ink-soft max-md:col-start-2 max-md:row-start-1 max-md:p-0">
                {when}
              </td>
              <td className="px-2 py-2 max-md:col-start-1 max-md:row-start-1 max-md:p-0">
                <Link
                  href={`${href}${search}`}
                  scroll={false}
                  aria-label={t('open', { kind: t(`kind.${message.kind}`), to, time: when })}
                  className="font-medium after:absolute after:inset-0 md:whitespace-nowrap"
                >
                  {to}
                </Link>
              </td>
              <td className="px-2 py-2 max-md:col-span-2 max-md:p-0">{words.about(message)}</td>
              <td className="whitespace-nowrap px-2 py-2 text-ink-soft max-lg:hidden">
                {message.channel === null ? '' : t(`channel.${message.channel}`)}
              </td>
              <td className="w-2/5 px-2 py-2 max-md:col-span-2 max-md:w-auto max-md:p-0">
                <span className="flex gap-1.5">
                  <StandingMark standing={standing} />
                  <span>
                    {t(`standing.${standing}`)}
                    {why === '' ? null : <span className="block text-ink-soft">{why}</span>}
                  </span>
                </span>
              </td>
              {actions ? (
                <td className="py-1.5 pr-4 pl-2 max-md:col-span-2 max-md:p-0 max-md:pt-1.5">
                  <span className="relative z-10 flex w-fit gap-2 md:ml-auto">{actions(message)}</span>
                </td>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
