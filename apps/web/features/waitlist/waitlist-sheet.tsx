'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { WaitlistEntry } from '../../server/routers/waitlist-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { ListSheet } from '../../ui/list-sheet.tsx';
import type { Directory } from '../live-desk/use-directory.ts';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import type { Acts } from '../schedule/use-acts.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** Who waits for a time, in the order in which they came, and what is held for them just now. */
export function WaitlistSheet({ directory, acts, onClose }: { directory: Directory; acts: Acts; onClose: () => void }) {
  const t = useTranslations('schedule.waitlist');
  const words = useTranslations('schedule.failed');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const query = useQuery({ ...trpc.waitlist.list.queryOptions({}), staleTime: 0 });
  useLiveMessages((message) => {
    if (message.kind === 'event' && message.event.type === 'waitlist.changed')
      void queryClient.invalidateQueries({ queryKey: trpc.waitlist.pathKey() });
  });
  return (
    <ListSheet
      query={query}
      words={{
        ...{ title: t('title'), close: t('close'), none: { title: t('none.title'), body: t('none.body') } },
        failed: { title: words('title'), body: words('body'), action: words('action') },
      }}
      emptyIcon={Hourglass}
      onClose={onClose}
    >
      {(entry) => <Entry key={entry.id} entry={entry} directory={directory} acts={acts} />}
    </ListSheet>
  );
}

function Entry({ entry, directory, acts }: { entry: WaitlistEntry; directory: Directory; acts: Acts }) {
  const t = useTranslations('schedule.waitlist');
  const tRefused = useTranslations('schedule.refused');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const failureText = useFailureText();
  const onSettled = () => {
    for (const router of [trpc.waitlist, trpc.schedule])
      void queryClient.invalidateQueries({ queryKey: router.pathKey() });
  };
  const leave = useMutation({ ...trpc.waitlist.leave.mutationOptions(), onSettled });
  const decline = useMutation({ ...trpc.waitlist.decline.mutationOptions(), onSettled });
  const accept = useMutation({
    ...trpc.waitlist.accept.mutationOptions(),
    onSuccess: (result) => (result.ok ? acts.sayBooked(result.appointment) : undefined),
    onSettled,
  });
  const { offer } = entry;
  const isBusy = leave.isPending || decline.isPending || accept.isPending;
  const name = entry.patientName ?? t('unnamed');
  const refused = accept.data?.ok === false ? accept.data.reason : null;
  const error = leave.error ?? decline.error ?? accept.error;
  return (
    <li className="space-y-2 p-4">
      <div>
        <p className="font-medium">{name}</p>
        <p className="text-ink-soft text-sm">
          {[
            entry.doctorId === null ? (entry.speciality ?? '') : directory.doctorName(entry.doctorId),
            directory.serviceName(entry.serviceId),
            t('days', { from: times.date(entry.from), to: times.date(entry.to) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {offer === null ? null : (
          <p className="text-sm">
            {t('offered', { time: times.dayAndTime(offer.startsAt), until: times.time(offer.expiresAt) })}
          </p>
        )}
      </div>
      <p role="alert" className="text-alarm text-sm empty:hidden">
        {error ? failureText(error) : refused === null ? '' : refused === 'closed' ? t('closed') : tRefused(refused)}
      </p>
      <div className="flex flex-wrap gap-2">
        {offer?.status === 'open' ? (
          <>
            <Button kind="primary" disabled={isBusy} onClick={() => accept.mutate({ offerId: offer.id })}>
              {t('accept')}
            </Button>
            <Button disabled={isBusy} onClick={() => decline.mutate({ offerId: offer.id })}>
              {t('decline')}
            </Button>
          </>
        ) : null}
        <Button
          kind="quiet"
          disabled={isBusy}
          onClick={() => leave.mutate({ entryId: entry.id })}
          aria-label={t('leaveOne', { name })}
        >
          {t('leave')}
        </Button>
      </div>
    </li>
  );
}
