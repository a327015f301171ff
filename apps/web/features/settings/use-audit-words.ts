'use client';

import { useTranslations } from 'next-intl';
import type { AuditLine } from '../../server/routers/audit.ts';
import { actorWords, actWords } from './audit-words.ts';

/** How a line of the audit is told: who, what they did, and what it was about. */
export function useAuditWords() {
  const t = useTranslations('settings.audit');
  // An older release wrote down acts that this one has no words for: they keep their names.
  const act = (action: string) =>
    t.has(`act.${action}` as 'act.audit.list') ? t(`act.${action}` as 'act.audit.list') : null;
  const kind = (of: string) => (t.has(`kind.${of}` as 'kind.call') ? t(`kind.${of}` as 'kind.call') : of);
  return {
    actor: (line: AuditLine): string => actorWords(line, (key) => t(`actor.${key}`)),
    act: (line: AuditLine): string => actWords(line, { act, tried: t('tried') }),
    object: ({ objectKind, objectId }: AuditLine): string => [kind(objectKind), objectId].filter(Boolean).join(' '),
  };
}
