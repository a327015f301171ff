'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { enter } from './enter.ts';

type Failure = 'invalid' | 'locked' | 'unreachable';

/** E-mail and password. A refusal does not say which of the two was wrong. */
export function SignInForm() {
  const t = useTranslations('signIn');
  const router = useRouter();
  const password = useRef<HTMLInputElement>(null);
  const isRunning = useIsRunning();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setFailure(null);
    const outcome = await attempt(String(form.get('email')), String(form.get('password')));
    if (outcome === 'ok') {
      router.replace('/');
      router.refresh();
      return;
    }
    setFailure(outcome);
    setIsBusy(false);
    if (outcome === 'invalid') password.current?.select();
  }

  return (
    // Until the page runs, the button is off; and were the form ever sent without it, no password would stand in an address.
    <form
      method="post"
      onSubmit={submit}
      className="space-y-4"
      aria-describedby={failure ? 'sign-in-failure' : undefined}
    >
      <TextField label={t('email')} name="email" type="email" autoComplete="username" required autoFocus />
      <TextField
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        ref={password}
      />
      <div role="alert" id="sign-in-failure">
        {failure ? (
          <p className="rounded-md border border-alarm/40 bg-alarm-wash px-3 py-2 text-ink">
            {t(`failure.${failure}`)}
          </p>
        ) : null}
      </div>
      <Button kind="primary" type="submit" disabled={isBusy || !isRunning} className="w-full">
        {isBusy ? t('busy') : t('submit')}
      </Button>
    </form>
  );
}

/** False in what the server sends, true once the page's own code runs. */
function useIsRunning(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}

async function attempt(email: string, password: string): Promise<'ok' | Failure> {
  try {
    const refusal = await enter(email, password);
    if (refusal === null) return 'ok';
    return refusal === 'locked' ? 'locked' : 'invalid';
  } catch {
    return 'unreachable';
  }
}
