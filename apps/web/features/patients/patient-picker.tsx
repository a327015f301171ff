'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Search, UserPlus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useState } from 'react';
import type { PatientBrief } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { useSettled } from '../shell/use-settled.ts';
import { useTrpc } from '../trpc/client.ts';
import { NewPatientForm } from './new-patient-form.tsx';
import { phoneText, usePatientWords } from './patient-words.ts';

/** Who it is about, as far as a form needs to know. */
export type Picked = Pick<PatientBrief, 'id' | 'name'>;

const PAUSE_MS = 200;
const MOST = 8;

/**
 * Finds a patient while one types: a name in either script, the last digits of a phone, the clinic's own number. Arrow keys choose, Enter takes;
 * somebody new is entered in place.
 */
export function PatientPicker({ picked, onPick }: { picked: Picked | null; onPick: (patient: Picked | null) => void }) {
  const t = useTranslations('patients.picker');
  const words = usePatientWords();
  const [text, setText] = useState('');
  const [isNew, setIsNew] = useState(false);
  if (picked !== null) {
    return (
      <div className="space-y-1">
        <p className="font-medium">{t('label')}</p>
        <p className="flex items-center gap-2 rounded-md border border-line bg-brand-wash py-1 pr-1 pl-3">
          <span className="min-w-0 flex-1 truncate font-medium">{words.name(picked)}</span>
          {/* The field that had the focus is gone. */}
          <Button kind="quiet" isSquare autoFocus aria-label={t('change')} onClick={() => onPick(null)}>
            <X aria-hidden className="size-4" />
          </Button>
        </p>
      </div>
    );
  }
  if (isNew) return <NewPatientForm typed={text} onMade={onPick} onBack={() => setIsNew(false)} />;
  return <Finder text={text} onText={setText} onPick={onPick} onNew={() => setIsNew(true)} />;
}

function Finder({
  text,
  onText,
  onPick,
  onNew,
}: {
  text: string;
  onText: (text: string) => void;
  onPick: (patient: Picked) => void;
  onNew: () => void;
}) {
  const t = useTranslations('patients.picker');
  const trpc = useTrpc();
  const inputId = useId();
  const listId = useId();
  const [at, setAt] = useState(0);
  const wanted = useSettled(text.trim(), PAUSE_MS);
  const { data } = useQuery({
    ...trpc.patients.find.queryOptions({ text: wanted, limit: MOST }),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  });
  const patients = wanted === '' ? [] : (data?.patients ?? []);
  const chosen = Math.min(at, patients.length - 1);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, patients.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && patients[chosen]) onPick(patients[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="space-y-1">
      <label htmlFor={inputId} className="block font-medium">
        {t('label')}
      </label>
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-soft"
        />
        <input
          id={inputId}
          role="combobox"
          aria-expanded={patients.length > 0}
          aria-controls={listId}
          aria-activedescendant={patients[chosen] ? `${listId}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the form was opened to say who it is for
          autoFocus
          value={text}
          maxLength={100}
          placeholder={t('placeholder')}
          onChange={(event) => {
            onText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          className="block h-9 w-full rounded-md border border-line-strong bg-surface pr-2 pl-8 text-base outline-offset-0 placeholder:text-ink-soft pointer-coarse:h-11 pointer-coarse:text-lg"
        />
      </div>
      <div id={listId} role="listbox" aria-label={t('found')} className="empty:hidden">
        {patients.map((patient, index) => (
          <FoundPatient
            key={patient.id}
            id={`${listId}-${index}`}
            patient={patient}
            isChosen={index === chosen}
            onPick={() => onPick(patient)}
          />
        ))}
      </div>
      <p role="status" className="text-ink-soft text-sm">
        {wanted === '' || data === undefined
          ? ''
          : data.isTooMany
            ? t('tooMany')
            : t('count', { count: patients.length })}
      </p>
      <Button onClick={onNew}>
        <UserPlus aria-hidden className="size-4" />
        {t('new')}
      </Button>
    </div>
  );
}

function FoundPatient({
  id,
  patient,
  isChosen,
  onPick,
}: {
  id: string;
  patient: PatientBrief;
  isChosen: boolean;
  onPick: () => void;
}) {
  const words = usePatientWords();
  const [phone] = patient.phones;
  const about = [words.birth(patient.birth), patient.uhid, phone ? phoneText(phone.phone) : ''].filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field that owns the list
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field that owns the list
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      onClick={onPick}
      className={clsx('cursor-pointer rounded-md px-3 py-1.5', isChosen ? 'bg-brand-wash' : 'hover:bg-sunken')}
    >
      <span className="block truncate font-medium">{words.name(patient)}</span>
      <span className="block truncate text-ink-soft text-sm">{about.join(' · ')}</span>
    </div>
  );
}
