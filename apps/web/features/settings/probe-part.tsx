'use client';

import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { useTrpc } from '../trpc/client.ts';
import { readFailure } from './failure.ts';
import { FailureLine } from './failure-line.tsx';
import { Part, Row, Rows } from './section.tsx';

/** Asks each provider once, at a press: who answers, how soon, and what is wrong with who does not. */
export function ProbePart() {
  const t = useTranslations('settings.providers');
  const trpc = useTrpc();
  const probe = useMutation(trpc.setup.probe.mutationOptions());
  return (
    <Part
      title={t('probe.title')}
      lead={t('probe.lead')}
      action={
        <Button disabled={probe.isPending} onClick={() => probe.mutate({})}>
          {t(probe.isPending ? 'probe.asking' : 'probe.ask')}
        </Button>
      }
    >
      <div role="status" className="empty:hidden">
        {probe.data === undefined || probe.isPending ? null : (
          <Rows>
            {probe.data.map((one) => (
              <Row
                key={`${one.stage}-${one.provider}`}
                title={`${t(`probe.stage.${one.stage}`)}: ${one.provider}`}
                note={
                  one.isUp ? (
                    <span className="flex items-center gap-1.5">
                      <CircleCheck aria-hidden className="size-4 text-live" />
                      {t('probe.up', { ms: Math.round(one.ms) })}
                    </span>
                  ) : (
                    <span className="flex items-center gap-1.5 text-alarm">
                      <CircleX aria-hidden className="size-4" />
                      {t(`probe.down.${one.reason}`)}
                    </span>
                  )
                }
              />
            ))}
          </Rows>
        )}
      </div>
      <div role="alert">
        <FailureLine failure={probe.isError ? readFailure(probe.error) : null} />
      </div>
    </Part>
  );
}
