'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Phone, PhoneOutgoing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FollowUp } from '../../server/routers/day-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { ListSheet } from '../../ui/list-sheet.tsx';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { phoneText } from '../patients/patient-words.ts';
import { usePatientName } from '../schedule/appointment-words.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** The people to ring after a day was changed: taken on, so that two do not ring one, and closed with what came of it. */
export function FollowUpsSheet({ onClose, onOpen }: { onClose: () => void; onOpen: (followUp: FollowUp) => void }) {
  const t = useTranslations('schedule.followUps');
  const words = useTranslations('schedule.failed');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const query = useQuery({ ...trpc.day.followUps.queryOptions(), staleTime: 0 });
  useLiveMessages((message) => {
    if (message.kind === 'event' && message.event.type === 'follow-up.changed')
      void queryClient.invalidateQueries({ queryKey: trpc.day.followUps.pathKey() });
  });
  return (
    <ListSheet
      query={query}
      words={{
        ...{ title: t('title'), close: t('close'), none: { title: t('none.title'), body: t('none.body') } },
        failed: { title: words('title'), body: words('body'), action: words('action') },
      }}
      emptyIcon={PhoneOutgoing}
      onClose={onClose}
    >
      {(followUp) => <FollowUpRow key={followUp.id} followUp={followUp} onOpen={() => onOpen(followUp)} />}
    </ListSheet>
  );
}

function FollowUpRow({ followUp, onOpen }: { followUp: FollowUp; onOpen: () => void }) {
  const t = useTranslations('schedule.followUps');
  const tWhy = useTranslations('schedule.dayChange.why');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const patientName = usePatientName();
  const { userId } = usePerson();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.day.followUps.pathKey() });
  const take = useMutation({ ...trpc.day.takeFollowUp.mutationOptions(), onSettled });
  const close = useMutation({ ...trpc.day.closeFollowUp.mutationOptions(), onSettled });
  const { appointment, phone, owner } = followUp;
  const isBusy = take.isPending || close.isPending;
  return (
    <li className="space-y-2 p-4">
      <div>
        <button type="button" onClick={onOpen} className="rounded-sm text-left font-medium hover:underline">
          {patientName(appointment)}
        </button>
        <p className="text-ink-soft text-sm">
          {times.dayAndTime(appointment.startsAt)} · {appointment.doctorName} · {tWhy(followUp.reason)}
        </p>
        {phone === null ? (
          <p className="text-sm">{t('noPhone')}</p>
        ) : (
          <a href={`tel:${phone}`} className="inline-flex items-center gap-1.5 rounded-sm text-brand underline">
            <Phone aria-hidden className="size-3.5" />
            {phoneText(phone)}
          </a>
        )}
        {owner === null ? null : (
          <p className="text-sm">{owner.userId === userId ? t('yours') : t('theirs', { name: owner.name })}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {owner?.userId === userId ? null : (
          <Button disabled={isBusy} onClick={() => take.mutate({ followUpId: followUp.id })}>
            {t('take')}
          </Button>
        )}
        <Button disabled={isBusy} onClick={() => close.mutate({ followUpId: followUp.id, outcome: 'done' })}>
          {t('done')}
        </Button>
        <Button
          kind="quiet"
          disabled={isBusy}
          onClick={() => close.mutate({ followUpId: followUp.id, outcome: 'dropped' })}
        >
          {t('dropped')}
        </Button>
      </div>
    </li>
  );
}
