'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { InvitationsPart } from './invitations-part.tsx';
import { Loaded } from './loaded.tsx';
import { MadeLine } from './made-line.tsx';
import { MemberRow } from './member-row.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

/** Who can sign in, as what, and how to ask somebody new. */
export function PeoplePage() {
  const t = useTranslations('settings.people');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const query = useQuery(trpc.users.list.queryOptions());
  const doctors = useQuery(trpc.settings.doctors.queryOptions()).data ?? [];
  const act = useAct(trpc.users.pathKey(), trpc.setup.pathKey());
  const [link, setLink] = useState<{ url: string; name: string } | null>(null);
  const [isInviting, setIsInviting] = useState(false);
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('list')} action={<Button onClick={() => setIsInviting(true)}>{t('invite')}</Button>}>
        <MadeLine
          words={{ made: t('linkMade', { name: link?.name ?? '' }), label: t('link') }}
          text={link?.url ?? null}
        />
        <div role="alert">
          <FailureLine failure={act.failure} />
        </div>
        <Loaded query={query}>
          {(members) => (
            <Rows>
              {members.map((member) => (
                <MemberRow key={member.userId} member={member} doctors={doctors} act={act} onLink={setLink} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Part>
      <InvitationsPart />
      {isInviting ? (
        <Sheet
          title={t('invite')}
          note={t('inviteNote')}
          closeLabel={tForm('close')}
          onClose={() => setIsInviting(false)}
        >
          <InviteForm
            doctors={doctors}
            onLink={(made) => {
              setLink(made);
              setIsInviting(false);
            }}
          />
        </Sheet>
      ) : null}
    </SettingsPage>
  );
}

function InviteForm({
  doctors,
  onLink,
}: {
  doctors: readonly { id: string; name: string }[];
  onLink: (link: { url: string; name: string }) => void;
}) {
  const t = useTranslations('settings.people');
  const tRole = useTranslations('role');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const act = useAct(trpc.users.pathKey());
  return (
    <div className="p-4">
      <RecordForm
        values={{
          name: '',
          email: '',
          role: 'receptionist' as 'admin' | 'receptionist' | 'doctor',
          doctorId: null as string | null,
        }}
        act={act}
        isNew
        save={t('makeLink')}
        onSave={(values) =>
          void act.run(async () => {
            const doctorId = values.role === 'doctor' ? values.doctorId : null;
            const { url } = await client.users.invite.mutate({ ...values, doctorId });
            onLink({ url, name: values.name });
          })
        }
        fields={[
          { name: 'name', kind: 'text', max: 120, label: t('name') },
          { name: 'email', kind: 'text', type: 'email', max: 254, label: t('email') },
          {
            name: 'role',
            kind: 'choice',
            label: t('role'),
            options: (['receptionist', 'doctor', 'admin'] as const).map((value) => ({ value, label: tRole(value) })),
          },
          {
            name: 'doctorId',
            kind: 'choice',
            isOptional: true,
            hint: t('noDoctor'),
            label: t('whichDoctor'),
            options: doctors.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
    </div>
  );
}
