'use client';

import { clsx } from 'clsx';
import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useOfBoard } from './board-provider.tsx';
import { useLivePlace } from './use-live-place.ts';
import { useTitleMark } from './use-title-mark.ts';

/** Above every page but the board itself, which shows it: which call wants a person, and the way there. */
export function NeedLine() {
  const t = useTranslations('live');
  const needed = useOfBoard('needed');
  const place = useLivePlace();
  const isOnBoard = usePathname() === '/live' && place.show === 'calls';
  useTitleMark(needed.length);
  const [first] = needed;
  const others = needed.length - 1;
  const isEmergency = first?.need === 'emergency';
  return (
    <div role="status">
      {first === undefined || isOnBoard ? null : (
        <p
          data-needed={first.callId}
          className={clsx(
            'flex flex-wrap items-center gap-x-2 px-4 py-1.5 text-sm',
            isEmergency ? 'bg-alarm text-alarm-ink' : 'border-attention border-b bg-attention-wash',
          )}
        >
          <BellRing aria-hidden className={clsx('size-4 shrink-0', !isEmergency && 'text-attention')} />
          <span className="font-medium">{t(`need.${first.need}`)}</span>
          <span>{first.name || t('caller.withheld')}</span>
          {others > 0 ? <span>{t('needed.others', { count: others })}</span> : null}
          <Link href={`/live?call=${first.callId}`} className="font-medium underline underline-offset-2">
            {t('needed.open')}
          </Link>
        </p>
      )}
    </div>
  );
}
