'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { MessageSummary } from '../../server/routers/messages-schemas.ts';
import { useTimes } from '../shell/use-times.ts';
import { faultOf, reasonOf } from './message-standing.ts';

/** What is told of a message beside how it stands, in words. */
export function useMessageWords() {
  const t = useTranslations('messages');
  const times = useTimes();
  const isHindi = useLocale() === 'hi';

  const fault = (code: string): string => t(`fault.${faultOf(code)}`, { code });

  return {
    fault,

    /** To whom, as far as the clinic knows their name. */
    recipient: ({ patientName }: Pick<MessageSummary, 'patientName'>): string => patientName ?? t('unnamed'),

    /** "Booking · Dr Rao · Mon, 23 Nov, 10:30 am" */
    about({ kind, doctorName, doctorNameHindi, startsAt }: MessageSummary): string {
      const doctor = isHindi && doctorNameHindi ? doctorNameHindi : doctorName;
      return [t(`kind.${kind}`), doctor, startsAt === null ? null : times.dayAndTime(startsAt)]
        .filter(Boolean)
        .join(' · ');
    },

    /** Why it was not sent, or has not been yet; empty where there is nothing to explain. */
    why(message: MessageSummary): string {
      const { status, delivery, errorCode } = message;
      if (status === 'done') return '';
      const code = delivery === 'failed' || delivery === 'unknown' ? errorCode : null;
      const reason = reasonOf(message);
      // That it was refused says less than why.
      const isTold = reason !== null && !(reason === 'refused' && code !== null);
      return [isTold ? t(`why.${reason}`) : '', code === null ? '' : fault(code)].filter(Boolean).join(' ');
    },
  };
}
