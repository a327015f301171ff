'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Branch } from '../../server/routers/settings-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows } from './section.tsx';
import { useAct } from './use-act.ts';

/** The places where a clinic sees patients. */
export function BranchesPart() {
  const t = useTranslations('settings.branches');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.settings.branches.queryOptions());
  const [open, setOpen] = useState<Branch | 'new' | null>(null);
  const removing = useAct(trpc.settings.branches.queryKey());
  return (
    <Part title={t('title')} lead={t('lead')} action={<Button onClick={() => setOpen('new')}>{t('add')}</Button>}>
      <Loaded query={query}>
        {(branches) => (
          <Rows>
            {branches.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
            {branches.map((branch) => (
              <Row
                key={branch.id}
                title={`${branch.name} · ${branch.nameHindi}`}
                note={[branch.isDefault ? t('isDefault') : null, branch.address].filter(Boolean).join(' · ')}
                actions={
                  <>
                    <Button aria-label={tForm('changeOne', { name: branch.name })} onClick={() => setOpen(branch)}>
                      {tForm('change')}
                    </Button>
                    {branch.isDefault ? null : (
                      <ConfirmButton
                        label={tForm('removeOne', { name: branch.name })}
                        title={t('removeTitle', { name: branch.name })}
                        body={t('removeBody')}
                        confirm={tForm('remove')}
                        cancel={tForm('cancel')}
                        disabled={removing.isBusy}
                        onConfirm={() =>
                          void removing.run(() => client.settings.removeBranch.mutate({ branchId: branch.id }))
                        }
                      >
                        {tForm('remove')}
                      </ConfirmButton>
                    )}
                  </>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <div role="alert">
        <FailureLine failure={removing.failure} />
      </div>
      {open === null ? null : <BranchSheet branch={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Part>
  );
}

function BranchSheet({ branch, onClose }: { branch: Branch | null; onClose: () => void }) {
  const t = useTranslations('settings.branches');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const act = useAct(trpc.settings.branches.queryKey(), trpc.setup.pathKey());
  const { name, nameHindi, address, isDefault } = branch ?? { name: '', nameHindi: '', address: '', isDefault: false };
  return (
    <Sheet title={branch === null ? t('add') : branch.name} closeLabel={tForm('close')} onClose={onClose}>
      <div className="p-4">
        <RecordForm
          values={{ name, nameHindi, address, isDefault }}
          act={act}
          isNew={branch === null}
          onSave={async (values) => {
            const which = branch === null ? {} : { branchId: branch.id, version: branch.version };
            if (await act.run(() => client.settings.saveBranch.mutate({ ...values, ...which }))) onClose();
          }}
          fields={[
            { name: 'name', kind: 'text', max: 120, label: t('name') },
            { name: 'nameHindi', kind: 'text', max: 120, lang: 'hi', label: t('nameHindi') },
            { name: 'address', kind: 'long', max: 400, label: t('address') },
            { name: 'isDefault', kind: 'check', label: t('makeDefault') },
          ]}
        />
      </div>
    </Sheet>
  );
}
