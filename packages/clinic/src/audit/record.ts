import { newId, type Tenant } from '@vaani/db';
import type { Actor } from '../context.ts';
import type { AuditAction } from './actions.ts';

export interface AuditInput {
  /** What was done: `appointment.book`, `patient.read`, … */
  action: AuditAction;
  objectKind: string;
  objectId?: string;
  outcome?: 'done' | 'denied';
  old?: Record<string, unknown>;
  new?: Record<string, unknown>;
}

/**
 * Writes who did what, in the transaction of the change: if the row cannot be written, neither is the change. Values are sealed;
 * names of fields stay readable.
 */
export async function recordAudit(tenant: Tenant, actor: Actor, entry: AuditInput): Promise<void> {
  await tenant.tx.auditEntry.create({ data: rowOf(tenant, actor, entry), select: { id: true } });
}

/** The same for many changes of one transaction, at once. */
export async function recordAudits(tenant: Tenant, actor: Actor, entries: readonly AuditInput[]): Promise<void> {
  await tenant.tx.auditEntry.createMany({ data: entries.map((entry) => rowOf(tenant, actor, entry)) });
}

/** Writes down that somebody asked for a procedure that their role does not allow: it is named by its own name. */
export async function recordRefusal(tenant: Tenant, actor: Actor, procedure: string): Promise<void> {
  const entry = { action: procedure, objectKind: 'procedure', outcome: 'denied' as const };
  await tenant.tx.auditEntry.create({ data: rowOf(tenant, actor, entry), select: { id: true } });
}

function rowOf({ cipher, clinicId }: Tenant, actor: Actor, entry: Omit<AuditInput, 'action'> & { action: string }) {
  const id = newId();
  const seal = (column: string, value: Record<string, unknown> | undefined) =>
    value === undefined ? null : cipher.sealJson('audit_entries', column, id, value);
  return {
    id,
    clinicId,
    ...describeActor(actor),
    action: entry.action,
    objectKind: entry.objectKind,
    objectId: entry.objectId ?? null,
    outcome: entry.outcome ?? 'done',
    fields: [...new Set([...Object.keys(entry.old ?? {}), ...Object.keys(entry.new ?? {})])],
    oldValues: seal('old_values', entry.old),
    newValues: seal('new_values', entry.new),
  };
}

function describeActor(actor: Actor) {
  switch (actor.kind) {
    case 'staff':
      return {
        actorKind: 'staff' as const,
        actorId: actor.userId,
        address: actor.address ?? null,
        agent: actor.agent ?? null,
      };
    case 'agent':
      return { actorKind: 'agent' as const, actorId: actor.callId };
    case 'patient':
      return { actorKind: 'patient' as const, actorId: actor.via };
    case 'api-key':
      return {
        actorKind: 'api_key' as const,
        actorId: actor.keyId,
        address: actor.address ?? null,
        agent: actor.agent ?? null,
      };
    case 'system':
      return { actorKind: 'system' as const, actorId: null };
  }
}
