'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** Links for screens in the waiting room. A link is shown once, when it is made: it is its own key. */
export function WaitingRoomsSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('schedule.rooms');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const failureText = useFailureText();
  const [label, setLabel] = useState('');
  const { data: rooms } = useQuery(trpc.queue.waitingRooms.queryOptions());
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.queue.waitingRooms.queryKey() });
  const make = useMutation({ ...trpc.queue.makeWaitingRoom.mutationOptions(), onSettled });
  const revoke = useMutation({ ...trpc.queue.revokeWaitingRoom.mutationOptions(), onSettled });
  const path = make.data ? `/waiting/${make.data.secret}` : null;
  const error = make.error ?? revoke.error;
  return (
    <Sheet title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <div className="space-y-4 p-4">
        <p className="text-ink-soft">{t('about')}</p>
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate({ label: label.trim(), idempotencyKey: crypto.randomUUID() });
          }}
        >
          <TextField
            label={t('label')}
            value={label}
            maxLength={80}
            placeholder={t('example')}
            onChange={(event) => setLabel(event.target.value)}
            className="flex-1"
          />
          <Button type="submit" kind="primary" disabled={label.trim() === '' || make.isPending}>
            {t('make')}
          </Button>
        </form>
        <p role="alert" className="text-alarm empty:hidden">
          {error ? failureText(error) : ''}
        </p>
        {path === null ? null : (
          <div role="status" className="space-y-2 rounded-md bg-live-wash px-3 py-2">
            <p>{t('once')}</p>
            <a href={path} target="_blank" rel="noreferrer" className="block break-all text-brand underline">
              {t('open')}
            </a>
            <code className="block break-all rounded-sm bg-surface px-2 py-1 text-xs">
              {typeof window === 'undefined' ? path : `${window.location.origin}${path}`}
            </code>
          </div>
        )}
        <ul className="divide-y divide-line border-line border-t">
          {(rooms ?? []).map((room) => (
            <li key={room.id} className="flex items-center gap-3 py-2">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{room.label}</span>
                <span className="text-ink-soft text-sm">
                  {room.revokedAt === null
                    ? t('made', { time: times.dayAndTime(room.createdAt) })
                    : t('revoked', { time: times.dayAndTime(room.revokedAt) })}
                </span>
              </span>
              {room.revokedAt === null ? (
                <Button
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate({ waitingRoomId: room.id })}
                  aria-label={t('revokeOne', { label: room.label })}
                >
                  {t('revoke')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
