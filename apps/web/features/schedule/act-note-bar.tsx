'use client';

import { Check, TriangleAlert, Undo2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import type { ActNote } from './use-acts.ts';

/** What was just done, with undo. It stays until the next act, so that nobody has to hurry. */
export function ActNoteBar({ note, onDismiss }: { note: ActNote | null; onDismiss: () => void }) {
  const t = useTranslations('schedule');
  return (
    <div role="status" className="shrink-0">
      {note === null ? null : (
        <div
          className={
            note.isAlarm
              ? 'flex items-center gap-2 border-line border-b bg-alarm-wash px-4 py-1.5'
              : 'flex items-center gap-2 border-line border-b bg-live-wash px-4 py-1.5'
          }
        >
          {note.isAlarm ? (
            <TriangleAlert aria-hidden className="size-4 shrink-0 text-alarm" />
          ) : (
            <Check aria-hidden className="size-4 shrink-0 text-live" />
          )}
          <p className="min-w-0">{note.text}</p>
          {note.undo === null ? null : (
            <Button onClick={note.undo}>
              <Undo2 aria-hidden className="size-4" />
              {t('undo')}
            </Button>
          )}
          <Button kind="quiet" isSquare className="ml-auto" aria-label={t('dismiss')} onClick={onDismiss}>
            <X aria-hidden className="size-4" />
          </Button>
        </div>
      )}
    </div>
  );
}
