import { useTranslations } from 'next-intl';
import type { RecordSheetWords } from './record-sheet.tsx';

/** The words of a record's sheet, by its namespace: each has the same keys. */
export function useRecordWords(namespace: 'calls' | 'messages' | 'patients'): RecordSheetWords {
  const t = useTranslations(namespace);
  return {
    ...{ title: t('title'), close: t('close') },
    gone: { title: t('gone.title'), body: t('gone.body') },
    failed: { title: t('failed.title'), body: t('failed.body'), action: t('failed.action') },
  };
}
