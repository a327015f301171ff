'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** How a number stands to the one before: of counts the share, of shares the points between them. Null: there was nothing before to compare with. */
export type Change = { kind: 'count' | 'share'; now: number; before: number | null };

/** One number with its name, what it was before, and the calls behind it. */
export function Figure({
  label,
  value,
  note,
  change,
  href,
}: {
  label: string;
  value: string;
  /** "12 of 40" */
  note?: string | undefined;
  change?: Change | undefined;
  href?: string | undefined;
}) {
  const t = useTranslations('analytics');
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{label}</dt>
      <dd>
        <span className="block font-strong text-xl">
          {href === undefined ? (
            value
          ) : (
            <Link
              href={href}
              prefetch={false}
              aria-label={t('open', { label, value })}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-brand"
            >
              {value}
            </Link>
          )}
        </span>
        {note ? <span className="block text-ink-soft text-sm">{note}</span> : null}
        {change === undefined || isUnknown(change) ? null : <ChangeWords change={change} />}
      </dd>
    </div>
  );
}

/** A share of nothing says nothing: that there was none before stands with the count. */
const isUnknown = ({ kind, before }: Change): boolean => kind === 'share' && before === null;

/** In words and with an arrow: more calls are neither good nor bad, so that it has no colour. */
export function ChangeWords({ change: { kind, now, before } }: { change: Change }) {
  const t = useTranslations('analytics.change');
  const words = () => {
    if (before === null) return t('new');
    if (kind === 'share') {
      const points = Math.round((now - before) * 1_000) / 10;
      if (points === 0) return t('same');
      return points > 0 ? t('upPoints', { points }) : t('downPoints', { points: -points });
    }
    if (now === before) return t('same');
    if (before === 0) return t('new');
    const percent = Math.round((Math.abs(now - before) / before) * 100) / 100;
    return now > before ? t('up', { percent }) : t('down', { percent });
  };
  const isUp = now > (before ?? 0);
  return (
    <span className="block text-ink-soft text-xs">
      {now === before || !before ? null : <span aria-hidden>{isUp ? '↑ ' : '↓ '}</span>}
      {words()}
    </span>
  );
}

export const shareOf = (
  { now, before }: { now: number; before: number },
  whole: { now: number; before: number },
): Change => ({
  kind: 'share',
  now: whole.now === 0 ? 0 : now / whole.now,
  before: whole.before === 0 ? null : before / whole.before,
});
