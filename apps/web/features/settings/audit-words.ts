import type { AuditLine } from '../../server/routers/audit.ts';

/** Who did it: a person by name, others by what they are. */
export function actorWords(
  { actorKind, actorName }: Pick<AuditLine, 'actorKind' | 'actorName'>,
  word: (kind: AuditLine['actorKind']) => string,
): string {
  return actorKind === 'staff' && actorName !== null ? actorName : word(actorKind);
}

/** What was done. Whoever may not call a procedure is written down by the name of the procedure, which no list of acts has. */
export function actWords(
  { action, objectKind }: Pick<AuditLine, 'action' | 'objectKind'>,
  words: { act: (action: string) => string | null; tried: string },
): string {
  return objectKind === 'procedure' ? `${words.tried} (${action})` : (words.act(action) ?? action);
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
