'use client';

import type { LiveEvent } from '@vaani/live';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Toast, ToastPlace } from '../../ui/toast.tsx';

export type Trouble = Extract<LiveEvent, { type: 'trouble.raised' }>['data'];

const places = { webhook: '/settings/webhooks', calendar: '/settings/calendars' } as const;

/** A toast for each thing that was given up, with the way to it. */
export function TroubleToasts({
  troubles,
  onClose,
}: {
  troubles: readonly Trouble[];
  onClose: (trouble: Trouble) => void;
}) {
  const t = useTranslations('settings.trouble');
  return (
    <ToastPlace label={t('label')}>
      {troubles.map((trouble) => (
        <Toast
          key={trouble.objectId}
          icon={<TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-alarm" />}
          title={t(`${trouble.kind}.title`)}
          closeLabel={t('close')}
          onClose={() => onClose(trouble)}
        >
          <Link
            href={places[trouble.kind]}
            className="text-brand underline underline-offset-2"
            onClick={() => onClose(trouble)}
          >
            {t(`${trouble.kind}.open`)}
          </Link>
        </Toast>
      ))}
    </ToastPlace>
  );
}
