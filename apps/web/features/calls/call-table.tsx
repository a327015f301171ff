'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { CallPage, CallSummary } from '../../server/routers/calls-schemas.ts';
import { useOutcomeText } from '../live-desk/call-words.ts';
import { clockText, useTimes } from '../shell/use-times.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import { useSummary } from './use-summary.ts';

/** The rows. Each opens its call in a sheet beside the list; the address follows. */
export function CallTable({
  calls,
  snippets,
  search,
}: {
  calls: readonly CallSummary[];
  /** By call: the line that was looked for. */
  snippets: CallPage['snippets'];
  search: string;
}) {
  const t = useTranslations('calls');
  const tLanguage = useTranslations('language');
  const outcomeText = useOutcomeText();
  const times = useTimes();
  const pathname = usePathname();
  return (
    <table className="w-full border-line border-t text-sm max-sm:block">
      <caption className="sr-only">{t('title')}</caption>
      <thead className="max-sm:sr-only">
        <tr className="text-left text-ink-soft">
          {(['when', 'caller', 'outcome', 'language', 'length', 'about'] as const).map((column) => (
            <th
              key={column}
              scope="col"
              className={clsx(
                'sticky top-0 z-10 border-line border-b bg-surface px-2 py-1.5 font-medium first:pl-4',
                column === 'length' && 'text-right',
                column === 'language' && 'max-lg:hidden',
                column === 'about' && 'pl-4 max-md:hidden',
              )}
            >
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {calls.map((call) => {
          const href = `/calls/${call.id}`;
          const caller = call.caller || t('withheld');
          return (
            <tr
              key={call.id}
              className={clsx(
                'relative border-line border-b max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 max-sm:px-4 max-sm:py-2',
                pathname === href ? 'bg-brand-wash' : 'hover:bg-sunken',
              )}
            >
              <td className="whitespace-nowrap py-2 pr-2 pl-4 text-ink-soft max-sm:row-start-2 max-sm:p-0">
                {times.dayAndTime(call.startedAt)}
              </td>
              <td className="px-2 py-2 max-sm:row-start-1 max-sm:p-0">
                <Link
                  href={`${href}${search}`}
                  scroll={false}
                  aria-label={t('open', { caller, time: times.dayAndTime(call.startedAt) })}
                  className="whitespace-nowrap font-medium after:absolute after:inset-0"
                >
                  {caller}
                </Link>
              </td>
              <td className="px-2 py-2 max-sm:row-start-1 max-sm:p-0">
                <span className="flex items-center gap-1.5 whitespace-nowrap">
                  <OutcomeMark outcome={call.outcome} />
                  {call.outcome === null ? t('underWay') : outcomeText(call.outcome)}
                </span>
              </td>
              <td className="px-2 py-2 text-ink-soft max-lg:hidden">{tLanguage(call.language)}</td>
              <td className="px-2 py-2 text-right text-ink-soft max-sm:row-start-2 max-sm:p-0">
                {call.durationSeconds === null ? '' : clockText(call.durationSeconds * 1_000)}
              </td>
              <AboutCell call={call} snippet={snippets[call.id]} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What it was about; where it was searched for, the words that were found. */
function AboutCell({ call, snippet }: { call: CallSummary; snippet: CallPage['snippets'][string] | undefined }) {
  const t = useTranslations('live.who');
  const summaryOf = useSummary();
  const who = snippet?.who === 'caller' || snippet?.who === 'staff' ? snippet.who : 'agent';
  return (
    <td
      className={clsx(
        'w-full max-w-0 truncate py-2 pr-4 pl-4 max-sm:col-span-2 max-sm:max-w-none max-sm:p-0',
        snippet === undefined ? 'text-ink-soft max-md:hidden' : 'max-sm:row-start-3',
      )}
    >
      {snippet === undefined ? (
        (summaryOf(call) ?? '')
      ) : (
        <>
          <span className="text-ink-soft">{t(who)}: </span>“{snippet.text}”
        </>
      )}
    </td>
  );
}
