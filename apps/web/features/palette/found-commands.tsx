'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { PhoneIncoming, Search, Stethoscope, User } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useOfBoard } from '../live-desk/board-provider.tsx';
import { useDirectory } from '../live-desk/use-directory.ts';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { CommandItem, groupClass } from './command-item.tsx';

const FEWEST_LETTERS = 2;
const MOST_PATIENTS = 6;
/** Every search stands in the audit: letters that follow each other closely are one. */
const SETTLED_MS = 200;

/** Calls under way, as this tab keeps them: they are there with the first letter, and nothing that comes later is chosen in their place. */
export function CallCommands({ onDone }: { onDone: () => void }) {
  const t = useTranslations('desk.palette');
  const tLive = useTranslations('live');
  const router = useRouter();
  const calls = [...useOfBoard('board').values()].filter(({ ended }) => !ended);
  if (calls.length === 0) return null;
  return (
    <Command.Group heading={t('calls')} className={groupClass}>
      {calls.map(({ callId, state, personal }) => {
        const name = personal.patientName || personal.caller || tLive('caller.withheld');
        return (
          <CommandItem
            key={callId}
            value={`call ${callId}`}
            icon={PhoneIncoming}
            words={[name]}
            note={tLive(`state.${state}`)}
            onSelect={() => {
              router.push(`/live?call=${callId}`);
              onDone();
            }}
          >
            {name}
          </CommandItem>
        );
      })}
    </Command.Group>
  );
}

/** Doctors: the way to their schedule. */
export function DoctorCommands({ onDone }: { onDone: () => void }) {
  const t = useTranslations('desk.palette');
  const router = useRouter();
  const { doctors } = useDirectory();
  return (
    <Command.Group heading={t('doctors')} className={groupClass}>
      {doctors.map(({ id, name }) => (
        <CommandItem
          key={id}
          value={`doctor ${id}`}
          icon={Stethoscope}
          words={[name]}
          note={t('schedule')}
          onSelect={() => {
            router.push(`/schedule?view=week&doctor=${id}`);
            onDone();
          }}
        >
          {name}
        </CommandItem>
      ))}
    </Command.Group>
  );
}

/** Patients by name in either script, last digits of a phone or the clinic's number. */
export function PatientCommands({ text, onDone }: { text: string; onDone: () => void }) {
  const t = useTranslations('desk.palette');
  const router = useRouter();
  const trpc = useTrpc();
  const wanted = useSettled(text.trim());
  const isEnough = wanted.length >= FEWEST_LETTERS;
  const { data } = useQuery({
    ...trpc.patients.find.queryOptions({ text: wanted, limit: MOST_PATIENTS }),
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  if (!isEnough || text.trim().length < FEWEST_LETTERS || data === undefined || data.patients.length === 0) return null;
  return (
    <Command.Group heading={t('patients')} forceMount className={groupClass}>
      {data.patients.map(({ id, name, uhid }) => (
        <CommandItem
          key={id}
          value={`patient ${id}`}
          icon={User}
          isAlways
          note={uhid ?? undefined}
          onSelect={() => {
            router.push(`/patients/${id}`);
            onDone();
          }}
        >
          {name ?? t('unnamed')}
        </CommandItem>
      ))}
    </Command.Group>
  );
}

/** Calls of the past, by what was said in them: the list does the finding. */
export function SaidCommand({ text, onDone }: { text: string; onDone: () => void }) {
  const t = useTranslations('desk.palette');
  const router = useRouter();
  const { pages } = usePerson();
  const wanted = text.trim();
  if (wanted.length < FEWEST_LETTERS || !pages.includes('calls')) return null;
  return (
    <CommandItem
      value="said in calls"
      icon={Search}
      isAlways
      onSelect={() => {
        router.push(`/calls?${new URLSearchParams({ text: wanted })}`);
        onDone();
      }}
    >
      {t('said', { text: wanted })}
    </CommandItem>
  );
}

/** A text once it has been left alone for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
