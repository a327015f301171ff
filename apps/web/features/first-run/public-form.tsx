'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Failure } from '../settings/failure.ts';
import { FailureLine } from '../settings/failure-line.tsx';
import { enter } from '../sign-in/enter.ts';
import { send } from './send.ts';

/**
 * A form for somebody who has no sign-in yet. Once it is taken they are signed in with the password they have just chosen.
 * @param children the fields, which are given what was refused.
 */
export function PublicForm({
  path,
  extra,
  next,
  submit,
  labels,
  children,
}: {
  path: string;
  /** What is sent beside the fields. */
  extra: Record<string, unknown>;
  /** The page that is opened then. */
  next: string;
  submit: string;
  /** Names of the fields, for what is said about them. */
  labels: Record<string, string>;
  children: (failure: Failure | null) => ReactNode;
}) {
  const t = useTranslations('firstRun');
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  return (
    <form
      method="post"
      className="space-y-4"
      onSubmit={async (event) => {
        event.preventDefault();
        const given = Object.fromEntries(new FormData(event.currentTarget));
        setIsBusy(true);
        setFailure(null);
        const answer = await send(path, { ...given, ...extra });
        if ('failure' in answer) {
          setFailure(answer.failure);
          setIsBusy(false);
          return;
        }
        const refusal = await enter(answer.email, String(given.password));
        router.replace(refusal === null ? next : '/sign-in');
        router.refresh();
      }}
    >
      {children(failure)}
      <div role="alert">
        <FailureLine
          failure={failure}
          {...(failure?.field && labels[failure.field] ? { label: labels[failure.field] ?? '' } : {})}
        />
      </div>
      <Button kind="primary" type="submit" disabled={isBusy} className="w-full">
        {isBusy ? t('busy') : submit}
      </Button>
    </form>
  );
}
