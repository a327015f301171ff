'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import { initialsOf } from './initials.ts';
import { usePerson } from './person.tsx';
import { switchClinic } from './switch-clinic.ts';
import { useBranch } from './use-branch.ts';

/** Which clinic the desk shows; a menu where this person works in several. */
export function ClinicMenu() {
  const { clinicId, clinicName, memberships } = usePerson();
  const { branchId, branches, hasSeveral, nameOf } = useBranch();
  const t = useTranslations('rail');
  // Where there are several, the one that was chosen; nobody is told that they sit in a branch where they do not.
  const branchName = hasSeveral ? (branchId === null ? '' : nameOf(branchId)) : (branches[0]?.name ?? '');
  const face = (
    <>
      <span
        aria-hidden
        className="flex size-9 items-center justify-center rounded-md bg-brand font-strong text-brand-ink text-sm"
      >
        {initialsOf(clinicName)}
      </span>
      <span className="line-clamp-2 w-full text-xs leading-4">{clinicName}</span>
      {branchName && branchName !== clinicName ? (
        <span className="w-full truncate text-ink-soft text-xs">{branchName}</span>
      ) : null}
    </>
  );
  if (memberships.length < 2) {
    return (
      <div className="flex flex-col items-center gap-1 px-1 py-1 text-center" title={clinicName}>
        {face}
      </div>
    );
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          title={t('switchClinic')}
          className="flex w-full flex-col items-center gap-1 rounded-md px-1 py-1 text-center hover:bg-sunken"
        >
          {face}
          <ChevronsUpDown aria-hidden className="size-3.5 text-ink-soft" />
          <span className="sr-only">{t('switchClinic')}</span>
        </button>
      }
    >
      <MenuChoice
        label={t('switchClinic')}
        value={clinicId}
        options={memberships.map((membership) => ({ value: membership.clinicId, label: membership.clinicName }))}
        onChoose={switchClinic}
      />
    </Menu>
  );
}
