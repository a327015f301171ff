'use client';

import { useTranslations } from 'next-intl';
import { AnswerSwitch } from './answer-switch.tsx';
import { useDuty } from './use-duty.ts';

/** At the foot of the live page: who is there for calls, and when the AI answers. */
export function DutyLine() {
  const t = useTranslations('desk.duty');
  const duty = useDuty();
  if (duty === undefined) return null;
  const names = duty.people.map(({ name }) => name).join(', ');
  return (
    <section aria-label={t('label')} className="flex items-center gap-2 border-line border-t px-4 py-1.5 text-sm">
      <p className="min-w-0 flex-1">
        {names === '' ? (
          <span className="text-ink-soft">{t('nobody')}</span>
        ) : (
          <>
            <span className="text-ink-soft">{t('there')}</span> {names}
          </>
        )}
      </p>
      <AnswerSwitch answers={duty.answers} />
    </section>
  );
}
