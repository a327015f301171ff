'use client';

import { FolderCheck, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MessageSummary } from '../../server/routers/messages-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { type DeadResult, useDeadMessage } from './use-dead-message.ts';
import { useMessageWords } from './use-message-words.ts';

/** What may be done with a message that was given up: once more, where there is time yet, or aside, once somebody has rung. */
export function DeadMessageActions({
  message,
  isPrimary = false,
  onResult,
}: {
  message: MessageSummary;
  /** Is trying again what this view is for? */
  isPrimary?: boolean;
  onResult: (result: DeadResult, message: MessageSummary) => void;
}) {
  const t = useTranslations('messages');
  const { recipient } = useMessageWords();
  const { isBusy, retry, dismiss } = useDeadMessage(message.id, (result) => onResult(result, message));
  const to = recipient(message);
  return (
    <>
      {message.canRetry ? (
        <Button
          kind={isPrimary ? 'primary' : 'plain'}
          disabled={isBusy}
          onClick={retry}
          aria-label={isPrimary ? undefined : t('retryOne', { to })}
        >
          <RotateCw aria-hidden className="size-4" />
          {t('retry')}
        </Button>
      ) : null}
      {message.isDismissed ? null : (
        <Button disabled={isBusy} onClick={dismiss} aria-label={isPrimary ? undefined : t('dismissOne', { to })}>
          <FolderCheck aria-hidden className="size-4" />
          {t('dismiss')}
        </Button>
      )}
    </>
  );
}
