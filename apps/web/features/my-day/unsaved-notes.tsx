'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import type { Visitor } from '../queue/board.ts';
import { useNoteDrafts } from '../schedule/use-note-drafts.ts';

/** Whom something was written about that is not saved yet, other than who is shown; and the way back to them. */
export function UnsavedNotes({
  visitors,
  shownKey,
  onChoose,
}: {
  visitors: readonly Visitor[];
  shownKey: string | null;
  onChoose: (key: string) => void;
}) {
  const t = useTranslations('schedule.myDay');
  const [drafts] = useNoteDrafts();
  const left = visitors.filter(({ key }) => key !== shownKey && drafts.has(key));
  return (
    <div role="status" className="bg-attention-wash">
      {left.map(({ key, name }) => (
        <p key={key} className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-2">
          <span className="min-w-0 flex-1">{t('unsavedOf', { name: name ?? t('unnamed') })}</span>
          <Button onClick={() => onChoose(key)}>{t('backTo')}</Button>
        </p>
      ))}
    </div>
  );
}
