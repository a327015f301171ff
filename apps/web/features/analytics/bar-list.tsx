'use client';

import { useTranslations } from 'next-intl';
import { ChartFrame } from './chart-frame.tsx';
import { useFigures } from './use-figures.ts';

export interface Ranked {
  key: string;
  label: string;
  now: number;
  before: number;
  href: string | undefined;
}

/** Kinds by how many calls they had, each with a bar: the drawing is the table itself. */
export function BarList({
  title,
  name,
  rows,
  whole,
}: {
  title: string;
  name: string;
  rows: readonly Ranked[];
  whole: number;
}) {
  const t = useTranslations('analytics.calls');
  const { number, percent } = useFigures();
  return (
    <ChartFrame
      title={title}
      name={name}
      columns={[
        { label: t('what') },
        { label: t('count'), isNumber: true },
        { label: t('share'), isNumber: true },
        { label: t('before'), isNumber: true },
      ]}
      rows={rows.map(({ label, now, before, href }) => [
        { text: label },
        { text: number(now), plain: now, href: now > 0 ? href : undefined },
        { text: percent(now, whole), plain: whole === 0 ? null : now / whole },
        { text: number(before), plain: before },
      ])}
    >
      <ul aria-hidden className="mt-2 space-y-1.5">
        {rows.map(({ key, label, now }) => (
          <li key={key} className="grid grid-cols-[9rem_1fr_4rem] items-center gap-3 text-sm">
            <span className="truncate" title={label}>
              {label}
            </span>
            <span className="h-3 overflow-hidden rounded-sm bg-sunken">
              <span
                className="block h-full rounded-sm bg-brand"
                style={{ width: `${(now / Math.max(1, whole)) * 100}%` }}
              />
            </span>
            <span className="text-right">{percent(now, whole)}</span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
