'use client';

import { useTranslations } from 'next-intl';
import { useBranch } from '../shell/use-branch.ts';

/** Which branch's doctors are shown, where there are several: kept by the browser, which stands in one. */
export function BranchFilter() {
  const t = useTranslations('schedule.branch');
  const { branchId, branches, hasSeveral, choose } = useBranch();
  if (!hasSeveral) return null;
  return (
    <label className="inline-flex items-center">
      <span className="sr-only">{t('label')}</span>
      <select
        value={branchId ?? ''}
        onChange={(event) => choose(event.target.value || null)}
        className="h-8 rounded-md border border-line-strong/60 bg-surface px-2 text-sm pointer-coarse:h-10"
      >
        <option value="">{t('all')}</option>
        {branches.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
