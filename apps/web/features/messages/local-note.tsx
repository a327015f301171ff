'use client';

import { useQuery } from '@tanstack/react-query';
import { MailX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTrpc } from '../trpc/client.ts';

/** Says plainly that nothing leaves, where no provider carries the clinic's messages. */
export function LocalNote() {
  const t = useTranslations('messages');
  const trpc = useTrpc();
  const { data } = useQuery(trpc.messages.ways.queryOptions());
  if (data === undefined || data.channels.length > 0) return null;
  const why = data.isDemo ? 'demo' : 'noProvider';
  return (
    <p className="flex items-start gap-2 border-line border-b bg-attention-wash px-4 py-2 text-sm">
      <MailX aria-hidden className="mt-0.5 size-4 shrink-0 text-attention" strokeWidth={1.75} />
      <span>
        <strong className="font-strong">{t(`local.${why}.title`)}</strong> {t(`local.${why}.body`)}
      </span>
    </p>
  );
}
