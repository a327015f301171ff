'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MemberRow as Member } from '../../server/routers/users.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { afterMenu } from '../schedule/after-menu.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpcClient } from '../trpc/client.ts';
import { Row } from './section.tsx';
import type { Act } from './use-act.ts';

/** Somebody with a sign-in, and what an admin may do about it. */
export function MemberRow({
  member,
  doctors,
  act,
  onLink,
}: {
  member: Member;
  doctors: readonly { id: string; name: string }[];
  act: Act;
  onLink: (link: { url: string; name: string }) => void;
}) {
  const t = useTranslations('settings.people');
  const tRole = useTranslations('role');
  const tForm = useTranslations('settings.form');
  const [isAsking, setIsAsking] = useState(false);
  const times = useTimes();
  const client = useTrpcClient();
  const isSelf = usePerson().userId === member.userId;
  const { userId, name, email, role, doctorId, isDisabled, isShared, isOnDuty, lastSignInAt } = member;
  const note = [
    email,
    isDisabled ? t('isDisabled') : null,
    isOnDuty ? t('onDuty') : null,
    isShared ? t('isShared') : null,
    lastSignInAt === null ? t('neverIn') : t('lastIn', { time: times.dayAndTime(lastSignInAt) }),
  ];
  const positions = [
    { value: 'receptionist', label: tRole('receptionist') },
    { value: 'admin', label: tRole('admin') },
    ...doctors.map((doctor) => ({ value: doctor.id, label: t('asDoctor', { name: doctor.name }) })),
  ];
  return (
    <Row
      title={
        <>
          {name} <span className="font-normal text-ink-soft">{isSelf ? t('you') : ''}</span>
        </>
      }
      note={note.filter(Boolean).join(' · ')}
      isOff={isDisabled}
      actions={
        <>
          <Menu
            side="bottom"
            align="end"
            trigger={
              <Button disabled={act.isBusy} aria-label={t('roleOf', { name, role: tRole(role) })}>
                {tRole(role)}
                <ChevronDown aria-hidden className="size-3.5" />
              </Button>
            }
          >
            <MenuChoice
              label={t('role')}
              value={role === 'doctor' ? (doctorId ?? '') : role}
              options={positions}
              onChoose={(value) =>
                void act.run(() =>
                  value === 'admin' || value === 'receptionist'
                    ? client.users.change.mutate({ userId, role: value, doctorId: null })
                    : client.users.change.mutate({ userId, role: 'doctor', doctorId: value }),
                )
              }
            />
          </Menu>
          <Menu
            side="bottom"
            align="end"
            trigger={
              <Button disabled={act.isBusy} aria-label={t('moreFor', { name })}>
                {t('more')}
                <ChevronDown aria-hidden className="size-3.5" />
              </Button>
            }
          >
            <MenuItem onSelect={() => void act.run(() => client.users.signOutEverywhere.mutate({ userId }))}>
              {t('signOut')}
            </MenuItem>
            {isShared ? null : (
              <MenuItem
                onSelect={() =>
                  void act.run(async () => {
                    const { url } = await client.users.resetPassword.mutate({ userId });
                    onLink({ url, name });
                  })
                }
              >
                {t('reset')}
              </MenuItem>
            )}
            {isSelf ? null : (
              <>
                <MenuLine />
                {isShared ? null : (
                  <MenuItem
                    onSelect={() =>
                      void act.run(() => client.users.setDisabled.mutate({ userId, isDisabled: !isDisabled }))
                    }
                  >
                    {t(isDisabled ? 'enable' : 'disable')}
                  </MenuItem>
                )}
                <MenuItem className="text-alarm" onSelect={() => afterMenu(() => setIsAsking(true))}>
                  {t('remove')}
                </MenuItem>
              </>
            )}
          </Menu>
          <ConfirmDialog
            isOpen={isAsking}
            onClose={() => setIsAsking(false)}
            title={t('removeTitle', { name })}
            body={t('removeBody')}
            confirm={t('remove')}
            cancel={tForm('cancel')}
            onConfirm={() => void act.run(() => client.users.remove.mutate({ userId }))}
          />
        </>
      }
    />
  );
}
