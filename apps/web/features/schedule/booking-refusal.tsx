'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Slot } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { useTimes } from '../shell/use-times.ts';
import type { MoveOptions } from './use-acts.ts';
import type { BookingRefused } from './use-booking.ts';

/** Which refusals a person may pass who was asked, and what that is called when it is sent. */
const insisting: Record<string, MoveOptions> = {
  taken: { isOverbooked: true },
  'same-time': { isDespiteOwn: true },
  'same-day': { isDespiteOwn: true },
  'not-entitled': { isFollowUpGranted: true },
};

/** Why it was not booked: who has the time, the nearest free ones, and the way to do it all the same. */
export function BookingRefusal({
  refusal,
  onAlternative,
  onInsist,
}: {
  refusal: BookingRefused | null;
  onAlternative: (slot: Slot) => void;
  onInsist: (options: MoveOptions) => void;
}) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const options = refusal === null ? undefined : insisting[refusal.reason];
  return (
    <div role="alert">
      {refusal === null ? null : (
        <div className="space-y-2 rounded-md bg-attention-wash px-3 py-2">
          <p className="flex gap-2">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" />
            <span>
              {refusal.sentence ??
                [t(`refused.${refusal.reason}` as 'refused.taken'), refusal.who].filter(Boolean).join(' ')}
            </span>
          </p>
          {refusal.alternatives.length > 0 ? (
            <p className="flex flex-wrap items-center gap-2">
              <span className="text-ink-soft text-sm">{t('booking.instead')}</span>
              {refusal.alternatives.map((slot) => (
                <Button key={`${slot.doctorId}${slot.startsAt}`} onClick={() => onAlternative(slot)}>
                  {times.dayAndTime(slot.startsAt)}
                </Button>
              ))}
            </p>
          ) : null}
          {options === undefined ? null : (
            <Button onClick={() => onInsist(options)}>{t(`insist.${refusal.reason}` as 'insist.taken')}</Button>
          )}
        </div>
      )}
    </div>
  );
}
