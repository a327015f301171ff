'use client';

import { useTranslations } from 'next-intl';

/** What a person calls a field of a record or of a file; its own name where there is no word for it. */
export function useFieldWord(): (field: string) => string {
  const t = useTranslations('fieldNames');
  return (field) => (t.has(field as 'name') ? t(field as 'name') : field);
}
