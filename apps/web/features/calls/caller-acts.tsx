'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { CallBackButton } from '../callbacks/call-back-button.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';

/** What can be done about whoever was on a call, by the call: their number is shown to nobody. Nothing where there is no number. */
export function CallerActs({ callId }: { callId: string }) {
  const t = useTranslations('calls.caller');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const { data } = useQuery(trpc.patients.callBlock.queryOptions({ callId }));
  const settled = { onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.patients.pathKey() }) };
  const block = useMutation({ ...trpc.patients.blockCall.mutationOptions(), ...settled });
  const unblock = useMutation({ ...trpc.patients.unblockCall.mutationOptions(), ...settled });
  const isBusy = block.isPending || unblock.isPending;
  const error = block.error ?? unblock.error;
  if (data === undefined || data.isBlocked === null) return null;
  return (
    <section aria-label={t('label')} className="space-y-2">
      <div className="flex flex-wrap items-start gap-2">
        {data.isBlocked ? null : <CallBackButton who={{ callId }} />}
        {data.isBlocked ? (
          <Button disabled={isBusy} onClick={() => unblock.mutate({ callId })}>
            {t('unblock')}
          </Button>
        ) : (
          <ConfirmButton
            kind="quiet"
            title={t('blockTitle')}
            body={t('blockBody')}
            confirm={t('block')}
            cancel={t('cancel')}
            disabled={isBusy}
            onConfirm={() => block.mutate({ callId })}
          >
            <Ban aria-hidden className="size-4" />
            {t('block')}
          </ConfirmButton>
        )}
      </div>
      <p role="status" className="text-sm empty:hidden">
        {data.isBlocked ? t('isBlocked') : ''}
      </p>
      <p role="alert" className="text-alarm empty:hidden">
        {error ? failureText(error) : ''}
      </p>
    </section>
  );
}
