'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc } from '../trpc/client.ts';
import { CopyLine } from './copy-line.tsx';

/** What is to be pasted at Twilio: two addresses, and the text it falls back to when Vaani is down. */
export function TwilioLines() {
  const t = useTranslations('settings.twilio');
  const trpc = useTrpc();
  const { data: addresses } = useQuery(trpc.setup.addresses.queryOptions());
  const { data: clinic } = useQuery(trpc.settings.clinic.queryOptions());
  if (addresses === undefined) return null;
  return (
    <div className="space-y-3">
      <h4 className="font-strong">{t('title')}</h4>
      <p className="max-w-2xl text-ink-soft">{t('lead')}</p>
      {addresses.isPublic ? null : (
        <p role="note" className="max-w-2xl rounded-md border border-attention bg-attention-wash p-3">
          {t('notPublic')}
        </p>
      )}
      <CopyLine label={t('incoming')} text={addresses.incoming} />
      <CopyLine label={t('status')} text={addresses.status} />
      <CopyLine label={t('fallback')} text={fallbackText(clinic?.details.ownPhone ?? null)} />
      <p className="max-w-2xl text-ink-soft text-sm">
        {t(clinic?.details.ownPhone ? 'fallbackMeaning' : 'fallbackMissing')}
      </p>
    </div>
  );
}

/** TwiML that Twilio keeps itself: it must not be asked of the machine that is down. */
export function fallbackText(phone: string | null): string {
  return `<Response><Dial>${phone ?? '+91…'}</Dial></Response>`;
}
