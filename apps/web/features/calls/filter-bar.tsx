'use client';

import { clsx } from 'clsx';
import { SlidersHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { dispositions, type OutcomeGroup, outcomeGroups, outcomes, wishes } from '../../server/routers/outcomes.ts';
import { Button } from '../../ui/button.tsx';
import { FilterChip } from '../../ui/chip.tsx';
import { DateRange } from '../../ui/date-range.tsx';
import { useOutcomeText } from '../live-desk/call-words.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import { type CallFilters, countFilters, languages, lengths, moods, periods } from './call-filters.ts';
import { useFilterWords } from './filter-words.ts';

type ChipName = 'period' | 'outcome' | 'language' | 'mood' | 'length' | 'wish' | 'disposition';

/** The list's filters: those that are asked for most are in sight, the others a press away; each that is set is in sight, and comes off with its cross. */
export function FilterBar({
  filters,
  directory,
  onChange,
}: {
  filters: CallFilters;
  directory: Directory;
  onChange: (filters: CallFilters) => void;
}) {
  const t = useTranslations('calls');
  const words = useFilterWords(directory);
  const outcomeText = useOutcomeText();
  const [isOpen, setIsOpen] = useState(false);
  const set = <K extends keyof CallFilters>(name: K, value: CallFilters[K]) => onChange({ ...filters, [name]: value });
  const chip = <K extends ChipName>(
    name: K,
    values: readonly CallFilters[K][],
    label: (value: CallFilters[K]) => string,
    isMain = false,
  ) => {
    const none = (name === 'period' ? 'all' : 'any') as CallFilters[K];
    const title = t(`filter.${name as ChipName}`);
    if (!isMain && !isOpen && filters[name] === none) return null;
    return (
      <span
        key={name}
        className={clsx(isMain && !isOpen && filters[name] === none && name !== 'period' && 'max-sm:hidden')}
      >
        <FilterChip
          label={title}
          value={filters[name]}
          none={none}
          options={[
            ...(name === 'period' ? [] : [{ value: none, label: t('any') }]),
            ...values.map((value) => ({ value, label: label(value) })),
          ]}
          clearLabel={t('clear', { filter: title })}
          onChoose={(value) => set(name, value)}
        />
      </span>
    );
  };
  const hasDates = filters.from !== '' || filters.to !== '';
  return (
    <div className="flex flex-wrap items-center gap-2">
      {hasDates ? null : chip('period', periods, (value) => t(`period.${value as (typeof periods)[number]}`), true)}
      {chip(
        'outcome',
        [...(Object.keys(outcomeGroups) as OutcomeGroup[]), ...outcomes],
        (value) => (value in outcomeGroups ? t(`group.${value as OutcomeGroup}`) : outcomeText(value)),
        true,
      )}
      {chip('language', languages, words.language, true)}
      {directory.doctors.length === 0 || (!isOpen && filters.doctor === '') ? null : (
        <FilterChip
          label={t('filter.doctor')}
          value={filters.doctor}
          none=""
          options={[
            { value: '', label: t('any') },
            ...directory.doctors.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          clearLabel={t('clear', { filter: t('filter.doctor') })}
          onChoose={(doctor) => set('doctor', doctor)}
        />
      )}
      {chip('mood', moods, words.mood)}
      {chip('length', lengths, words.length)}
      {chip('wish', wishes, words.wish)}
      {chip('disposition', dispositions, words.disposition)}
      {(['interrupted', 'fellBack', 'task'] as const).map((name) =>
        isOpen || filters[name] === 'yes' ? (
          <ToggleChip
            key={name}
            label={t(`filter.${name}`)}
            isOn={filters[name] === 'yes'}
            onToggle={(isOn) => set(name, isOn ? 'yes' : 'any')}
          />
        ) : null,
      )}
      {words.drilled(filters).map(({ name, label, none }) => (
        <SetChip
          key={name}
          label={label}
          clearLabel={t('clear', { filter: label })}
          onClear={() => onChange({ ...filters, ...none })}
        />
      ))}
      {isOpen ? (
        <DateRange
          label={t('filter.dates')}
          fromLabel={t('filter.from')}
          toLabel={t('filter.to')}
          from={filters.from}
          to={filters.to}
          onChange={(range) => onChange({ ...filters, ...range })}
        />
      ) : null}
      <Button kind="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <SlidersHorizontal aria-hidden className="size-3.5" />
        {isOpen ? t('fewerFilters') : t('moreFilters', { count: countFilters(filters) })}
      </Button>
    </div>
  );
}

function ToggleChip({ label, isOn, onToggle }: { label: string; isOn: boolean; onToggle: (isOn: boolean) => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onToggle(!isOn)}
      className={clsx(
        'inline-flex h-8 items-center gap-1 rounded-full border px-3 text-sm pointer-coarse:h-10',
        isOn ? 'border-brand bg-brand-wash' : 'border-line-strong/60 bg-surface hover:bg-sunken',
      )}
    >
      {label}
      {isOn ? <X aria-hidden className="size-3.5" /> : null}
    </button>
  );
}

/** A filter that came with a link from a figure: it can only be taken off. */
function SetChip({ label, clearLabel, onClear }: { label: string; clearLabel: string; onClear: () => void }) {
  return (
    <span className="inline-flex h-8 items-center gap-1 rounded-full border border-brand bg-brand-wash pl-3 text-sm pointer-coarse:h-10">
      {label}
      <button
        type="button"
        aria-label={clearLabel}
        onClick={onClear}
        className="flex h-full items-center rounded-full pr-2.5 pl-0.5"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
