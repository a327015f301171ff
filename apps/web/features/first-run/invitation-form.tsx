'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '../../ui/text-field.tsx';
import { PublicForm } from './public-form.tsx';

/** Joins the clinic, or chooses a new password. */
export function InvitationForm({
  secret,
  purpose,
  name,
  hasAccount,
}: {
  secret: string;
  purpose: 'join' | 'reset';
  name: string;
  hasAccount: boolean;
}) {
  const t = useTranslations('firstRun');
  const isKnown = purpose === 'join' && hasAccount;
  const labels = { name: t('name'), password: t(isKnown ? 'yourPassword' : 'newPassword') };
  return (
    <PublicForm
      path="/api/invitation"
      extra={{ secret }}
      next="/"
      submit={t(purpose === 'join' ? 'join' : 'setPassword')}
      labels={labels}
    >
      {() => (
        <>
          {purpose === 'join' && !hasAccount ? (
            <TextField
              label={labels.name}
              name="name"
              defaultValue={name}
              maxLength={120}
              required
              autoComplete="name"
            />
          ) : null}
          <TextField
            label={labels.password}
            name="password"
            type="password"
            required
            {...(isKnown ? {} : { minLength: 12 })}
            autoComplete={isKnown ? 'current-password' : 'new-password'}
          />
          <p className="text-ink-soft text-sm">{t(isKnown ? 'knownMeaning' : 'passwordMeaning')}</p>
        </>
      )}
    </PublicForm>
  );
}
