'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '../../ui/text-field.tsx';
import { PublicForm } from './public-form.tsx';

const zones = [
  'Asia/Kolkata',
  'Asia/Dubai',
  'Asia/Kathmandu',
  'Asia/Dhaka',
  'Asia/Colombo',
  'Asia/Singapore',
  'Europe/London',
  'America/New_York',
] as const;

/** The code that was printed, the clinic, and its first admin. */
export function FirstAdminForm() {
  const t = useTranslations('firstRun');
  const tLanguage = useTranslations('language');
  const labels = {
    code: t('code'),
    clinicName: t('clinicName'),
    name: t('name'),
    email: t('email'),
    password: t('password'),
  };
  const selectClass = 'block h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 pointer-coarse:h-11';
  return (
    <PublicForm path="/api/setup" extra={{}} next="/settings" submit={t('submit')} labels={labels}>
      {(failure) => {
        const field = (name: keyof typeof labels) => ({
          name,
          label: labels[name],
          required: true,
          'aria-invalid': failure?.field === name || undefined,
        });
        return (
          <>
            <TextField {...field('code')} autoComplete="off" autoFocus />
            <p className="text-ink-soft text-sm">{t('codeMeaning')}</p>
            <TextField {...field('clinicName')} maxLength={120} autoComplete="organization" />
            <label className="block space-y-1">
              <span className="font-medium">{t('language')}</span>
              <select name="language" className={selectClass} defaultValue="hi">
                {(['hi', 'hi-en', 'en'] as const).map((value) => (
                  <option key={value} value={value}>
                    {tLanguage(value)}
                  </option>
                ))}
              </select>
            </label>
            <label className="block space-y-1">
              <span className="font-medium">{t('zone')}</span>
              <select name="zone" className={selectClass} defaultValue="Asia/Kolkata">
                {zones.map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </select>
            </label>
            <TextField {...field('name')} maxLength={120} autoComplete="name" />
            <TextField {...field('email')} type="email" autoComplete="username" />
            <TextField {...field('password')} type="password" minLength={12} autoComplete="new-password" />
            <p className="text-ink-soft text-sm">{t('passwordMeaning')}</p>
          </>
        );
      }}
    </PublicForm>
  );
}
