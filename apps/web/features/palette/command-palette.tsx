'use client';

import { Command } from 'cmdk';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Modal } from '../../ui/modal.tsx';
import { ActCommands } from './act-commands.tsx';
import { CallCommands, DoctorCommands, PatientCommands, SaidCommand } from './found-commands.tsx';
import { PageCommands } from './page-commands.tsx';

/** Type a few letters of what is wanted: a page, a doctor, a call, a patient, or something to do. */
export function CommandPalette({
  early,
  onClose,
  onHelp,
}: {
  /** What was typed before it was there. */
  early: string;
  onClose: () => void;
  onHelp: () => void;
}) {
  const t = useTranslations('desk.palette');
  const [text, setText] = useState(early);
  return (
    <Modal label={t('label')} onClose={onClose}>
      <Command label={t('label')} loop filter={fits} className="flex max-h-[70vh] flex-col">
        <Command.Input
          data-first
          value={text}
          onValueChange={setText}
          placeholder={t('placeholder')}
          className="h-12 w-full shrink-0 border-line border-b bg-surface px-4 text-lg outline-none placeholder:text-ink-soft"
        />
        <Command.List className="min-h-0 overflow-y-auto p-1">
          {/* From the second letter on there is always something: looking for it in what was said. */}
          {text.trim().length < 2 ? (
            <Command.Empty className="px-3 py-6 text-center text-ink-soft">{t('nothing')}</Command.Empty>
          ) : null}
          <CallCommands onDone={onClose} />
          <PageCommands text={text} onDone={onClose} />
          <PatientCommands text={text} onDone={onClose} />
          <DoctorCommands onDone={onClose} />
          <SaidCommand text={text} onDone={onClose} />
          <ActCommands onDone={onClose} onHelp={onHelp} />
        </Command.List>
      </Command>
    </Modal>
  );
}

/** Every word that was typed is somewhere in the words of an item: letters that are merely in the same order are no find. */
function fits(_value: string, typed: string, words: string[] = []): number {
  const text = words.join(' ').toLocaleLowerCase();
  const all = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return all.every((word) => text.includes(word)) ? 1 : 0;
}
