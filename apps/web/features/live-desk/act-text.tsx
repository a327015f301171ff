'use client';

import { Send, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { BoardCall } from './board.ts';
import { scriptMisfit } from './said-script.ts';

/** As long as the worker takes. */
const MOST_LETTERS = 300;

/** One line to whisper to the AI, or to have it say. Stays as it was where the worker would not. */
export function ActText({
  kind,
  language,
  isBusy,
  onSend,
  onClose,
}: {
  kind: 'whisper' | 'say';
  /** That the caller speaks. */
  language: BoardCall['language'];
  isBusy: boolean;
  onSend: (text: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations('live.act');
  const tLanguage = useTranslations('language');
  const [text, setText] = useState('');
  const misfit = kind === 'say' ? scriptMisfit(text, language) : null;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="mb-2 space-y-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '' && !isBusy) onSend(text.trim());
      }}
    >
      <label htmlFor={id} className="block font-medium text-sm">
        {kind === 'say' ? t('say.label', { language: tLanguage(language) }) : t('whisper.label')}
      </label>
      <div className="flex gap-2">
        <input
          ref={field}
          id={id}
          value={text}
          maxLength={MOST_LETTERS}
          autoComplete="off"
          aria-describedby={`${id}-note`}
          className="block h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5 pointer-coarse:h-10"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
        />
        <Button type="submit" kind="primary" disabled={text.trim() === '' || isBusy}>
          <Send aria-hidden className="size-4" />
          {t('send')}
        </Button>
        <Button kind="quiet" isSquare aria-label={t('cancel')} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
      <p id={`${id}-note`} className="text-ink-soft text-xs">
        {t(`${kind}.note`)}
      </p>
      <p role="status" className="text-attention text-sm empty:hidden">
        {misfit === null ? null : t(`say.misfit.${misfit}`)}
      </p>
    </form>
  );
}
