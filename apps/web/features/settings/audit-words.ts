import type { AuditLine } from '../../server/routers/audit.ts';

/** Who did it: a person by name, others by what they are. */
export function actorWords(
  { actorKind, actorName }: Pick<AuditLine, 'actorKind' | 'actorName'>,
  word: (kind: AuditLine['actorKind']) => string,
): string {
  return actorKind === 'staff' && actorName !== null ? actorName : word(actorKind);
}

/** How acts end whose name a person reads as words. */
export const verbs = [
  'read',
  'list',
  'find',
  'search',
  'create',
  'add',
  'change',
  'remove',
  'book',
  'move',
  'cancel',
  'invite',
  'join',
  'sign-in',
  'disable',
  'enable',
  'play',
  'save',
  'send',
  'start',
  'end',
  'merge',
  'block',
  'unblock',
] as const;

/** What was done: in words where there are some for it, and always by the audit's own name, which is the same in every language. */
export function actWords(
  { action }: Pick<AuditLine, 'action'>,
  word: (verb: (typeof verbs)[number]) => string,
): string {
  const verb = verbs.find((one) => action.endsWith(`.${one}`));
  return verb === undefined ? action : `${word(verb)} · ${action}`;
}

/** The fields of a line, before and after, as text: what is the same in both is left out. */
export function changesOf(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): { field: string; before: string | null; after: string | null }[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, before: textOf(before, field), after: textOf(after, field) }))
    .filter((change) => change.before !== change.after);
}

function textOf(values: Record<string, unknown> | null, field: string): string | null {
  const value = values?.[field];
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
