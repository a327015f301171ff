'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Row, Rows } from './section.tsx';
import { useAct } from './use-act.ts';

/** What was sent to one webhook, and what became of it. */
export function DeliveriesSheet({
  webhookId,
  label,
  onClose,
}: {
  webhookId: string;
  label: string;
  onClose: () => void;
}) {
  const t = useTranslations('settings.webhooks');
  const tForm = useTranslations('settings.form');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useInfiniteQuery(
    trpc.webhooks.deliveries.infiniteQueryOptions(
      { webhookId, limit: 30 },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
  );
  const act = useAct(trpc.webhooks.deliveries.pathKey());
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Sheet title={t('deliveriesOf', { label })} closeLabel={tForm('close')} onClose={onClose}>
      <div className="space-y-3 p-4">
        <FailureLine failure={act.failure} />
        <Rows>
          {query.data && deliveries.length === 0 ? <li className="py-3 text-ink-soft">{t('noDeliveries')}</li> : null}
          {deliveries.map(({ id, event, status, attempts, occurredAt }) => (
            <Row
              key={id}
              title={event}
              note={`${times.dayAndTime(occurredAt)} · ${t(`status.${status}`)} · ${t('attempts', { count: attempts })}`}
              actions={
                status === 'waiting' ? null : (
                  <Button
                    disabled={act.isBusy}
                    onClick={() => void act.run(() => client.webhooks.resend.mutate({ deliveryId: id }))}
                  >
                    {t('resend')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
        <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
      </div>
    </Sheet>
  );
}
