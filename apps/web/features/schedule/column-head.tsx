'use client';

import { CalendarDays, CalendarPlus, Clock, ClockAlert, Ellipsis, Lock, Plane, UserRoundCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { useBranch } from '../shell/use-branch.ts';
import { afterMenu } from './after-menu.ts';
import type { Column } from './layout.ts';
import { toneOf } from './tone.ts';

/** What is begun from a column's head. */
export type ColumnAct = 'week' | 'book' | 'late' | 'away' | 'inTime' | 'block';

const icons = {
  week: CalendarDays,
  book: CalendarPlus,
  late: ClockAlert,
  away: Plane,
  inTime: UserRoundCheck,
  block: Lock,
} as const satisfies Record<ColumnAct, typeof Clock>;

/** The doctor with today's load and delay; what can be done with their day is a press away. */
export function DoctorHead({
  column,
  lateMin,
  isPast,
  mayAct,
  onAct,
}: {
  column: Column;
  lateMin: number;
  /** A day that is over: nobody is late on it any more. */
  isPast: boolean;
  mayAct: boolean;
  onAct: (act: ColumnAct) => void;
}) {
  const t = useTranslations('schedule');
  const isHindi = useLocale() === 'hi';
  const { doctor } = column;
  const name = isHindi ? doctor.nameHindi : doctor.name;
  const acts: ColumnAct[] = isPast ? [] : ['book', 'late', 'away', 'block'];
  if (lateMin > 0) acts.push('inTime');
  return (
    <Head isToday={false}>
      <div className="flex items-center gap-1">
        <button
          type="button"
          onClick={() => onAct('week')}
          title={t('openWeek')}
          className="flex min-w-0 flex-1 items-center gap-2 text-left"
          style={toneOf(doctor.colour).style}
        >
          <span
            aria-hidden
            className="tone flex size-8 shrink-0 overflow-hidden rounded-md border border-(--tone)/40 bg-(--tone-wash)"
          >
            <span className={`w-1 text-(--tone) ${toneOf(doctor.colour).bar}`} />
            <span className="flex flex-1 items-center justify-center font-strong text-xs">{doctor.initials}</span>
          </span>
          <span className="min-w-0">
            <span className="block truncate font-strong">{name}</span>
            <Load count={column.placed.length} lateMin={lateMin} />
            <BranchLine branchIds={column.branchIds} />
          </span>
        </button>
        {mayAct ? (
          <Menu
            side="bottom"
            align="end"
            trigger={
              <Button kind="quiet" isSquare aria-label={t('column.menu', { name })}>
                <Ellipsis aria-hidden className="size-4" />
              </Button>
            }
          >
            {acts.map((act) => (
              <ActItem key={act} act={act} onSelect={() => afterMenu(() => onAct(act))} />
            ))}
            {isPast ? null : <MenuLine />}
            <ActItem act="week" onSelect={() => onAct('week')} />
          </Menu>
        ) : null}
      </div>
    </Head>
  );
}

function ActItem({ act, onSelect }: { act: ColumnAct; onSelect: () => void }) {
  const t = useTranslations('schedule.column');
  const Icon = icons[act];
  return (
    <MenuItem onSelect={onSelect}>
      <Icon aria-hidden className="size-4 text-ink-soft" />
      {t(act)}
    </MenuItem>
  );
}

/** Where they sit on that day, where there is more than one place to sit. */
export function BranchLine({ branchIds }: { branchIds: readonly string[] }) {
  const { hasSeveral, nameOf } = useBranch();
  if (!hasSeveral) return null;
  return <span className="block truncate text-ink-soft text-xs">{branchIds.map(nameOf).join(', ')}</span>;
}

/** How much is booked, and by how much the doctor runs late. */
export function Load({ count, lateMin }: { count: number; lateMin: number }) {
  const t = useTranslations('schedule');
  return (
    <span className="flex flex-wrap gap-x-2 text-ink-soft text-xs">
      {t('load', { count })}
      {lateMin > 0 ? (
        <span className="inline-flex items-center gap-1 font-medium text-attention">
          <Clock aria-hidden className="size-3" />
          {t('late', { minutes: lateMin })}
        </span>
      ) : null}
    </span>
  );
}

export function Head({ isToday, children }: { isToday: boolean; children: ReactNode }) {
  return (
    <div
      className="sticky top-0 z-20 flex min-h-13 flex-col justify-center border-line border-b border-l bg-surface px-2 py-1.5 text-sm data-today:bg-brand-wash"
      data-today={isToday || undefined}
    >
      {children}
    </div>
  );
}
