import { type ClinicCipher, newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { idempotencyKeySchema, once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { checkOutsideUrl, type OutsidePolicy } from '../outside/outside-url.ts';
import { authorise } from '../people/authorise.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { isWebhookEvent, type WebhookEvent, webhookEventSchema } from './events.ts';
import { newWebhookSecret } from './sign.ts';

export interface WebhookView {
  id: string;
  label: string;
  url: string;
  events: WebhookEvent[];
  /** `failing`: nothing was delivered since `failingSince`; `off`: told of nothing. */
  state: 'on' | 'failing' | 'off';
  /** Who turned it off: staff, or we after days of failures. */
  disabledBy: 'staff' | 'failing' | null;
  failingSince: string | null;
  lastDeliveredAt: string | null;
  createdAt: string;
}

/** A webhook with the secret that its events are signed with: shown now and never again. */
export interface MadeWebhook {
  ok: true;
  webhook: WebhookView;
  secret: string;
}

/** A clinic has a handful of other systems. */
const MOST = 20;
/** Events are signed under both secrets for a day after a rotation. */
const OVERLAP_MS = DAY_MS;

const label = z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters');
const url = z.string().max(2_000, 'is longer than 2000 characters');
const events = z.array(webhookEventSchema).min(1, 'are missing').max(30, 'are too many');
const idempotencyKey = idempotencyKeySchema.optional();

export const newWebhookSchema = z.object({ label, url, events, idempotencyKey });
export const webhookChangeSchema = z.object({
  webhookId: z.uuid('is not an id'),
  label: label.optional(),
  url: url.optional(),
  events: events.optional(),
  /** On again after failures, or off. */
  isOn: z.boolean().optional(),
  idempotencyKey,
});
export const webhookIdSchema = z.object({ webhookId: z.uuid('is not an id') });

export async function listWebhooks(ctx: ClinicContext): Promise<WebhookView[]> {
  authorise(ctx, 'webhooks.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const rows = await tx.webhookEndpoint.findMany({
      where: { clinicId },
      select: columns,
      orderBy: { createdAt: 'asc' },
    });
    return rows.map((row) => toView(row, cipher));
  });
}

/** Adds a webhook. @throws {ClinicError} for an address that leads inside, or where there are too many. */
export async function createWebhook(
  ctx: ClinicContext,
  request: z.input<typeof newWebhookSchema>,
  policy: OutsidePolicy,
): Promise<MadeWebhook> {
  authorise(ctx, 'webhooks.write');
  const { idempotencyKey: key, ...body } = parseInput(newWebhookSchema, request);
  const address = checkOutsideUrl(body.url, policy, 'url');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const write = () => insert(tenant, ctx, { ...body, url: address });
    return (await once(tenant, { key, operation: 'webhook.create', body }, write)).response;
  });
}

async function insert(
  tenant: Tenant,
  ctx: ClinicContext,
  wanted: { label: string; url: string; events: WebhookEvent[] },
): Promise<MadeWebhook> {
  const { tx, clinicId, cipher } = tenant;
  // One who adds waits for another, and then counts theirs too.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`webhooks|${clinicId}`}, 0))`;
  if ((await tx.webhookEndpoint.count({ where: { clinicId } })) >= MOST)
    throw new ClinicError('conflict', `There are ${MOST} webhooks already.`);
  const id = newId();
  const secret = newWebhookSecret();
  const row = await tx.webhookEndpoint.create({
    data: {
      id,
      clinicId,
      label: wanted.label,
      url: cipher.seal('webhook_endpoints', 'url', id, wanted.url),
      secret: cipher.seal('webhook_endpoints', 'secret', id, secret),
      events: [...new Set(wanted.events)],
      createdAt: new Date(ctx.clock.now()),
    },
    select: columns,
  });
  await audit(tenant, ctx, 'create', id, { new: { label: wanted.label, url: wanted.url, events: wanted.events } });
  return { ok: true, webhook: toView(row, cipher), secret };
}

/** Changes a webhook, or turns it on or off. @throws {ClinicError} */
export async function updateWebhook(
  ctx: ClinicContext,
  request: z.input<typeof webhookChangeSchema>,
  policy: OutsidePolicy,
): Promise<{ ok: true; webhook: WebhookView }> {
  authorise(ctx, 'webhooks.write');
  const { idempotencyKey: key, ...body } = parseInput(webhookChangeSchema, request);
  const address = body.url === undefined ? undefined : checkOutsideUrl(body.url, policy, 'url');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const write = () => change(tenant, ctx, { ...body, url: address });
    return (await once(tenant, { key, operation: 'webhook.update', body }, write)).response;
  });
}

async function change(
  tenant: Tenant,
  ctx: ClinicContext,
  wanted: Omit<z.output<typeof webhookChangeSchema>, 'idempotencyKey'>,
): Promise<{ ok: true; webhook: WebhookView }> {
  const { tx, clinicId, cipher } = tenant;
  const { webhookId: id, isOn } = wanted;
  const before = await requireWebhook(tenant, id);
  const row = await tx.webhookEndpoint.update({
    where: { clinicId_id: { clinicId, id } },
    data: {
      ...(wanted.label === undefined ? {} : { label: wanted.label }),
      ...(wanted.url === undefined ? {} : { url: cipher.seal('webhook_endpoints', 'url', id, wanted.url) }),
      ...(wanted.events === undefined ? {} : { events: [...new Set(wanted.events)] }),
      ...(isOn === undefined
        ? {}
        : isOn
          ? { disabledAt: null, disabledBy: null, failingSince: null }
          : { disabledAt: new Date(ctx.clock.now()), disabledBy: 'staff' }),
    },
    select: columns,
  });
  const after = toView(row, cipher);
  const said = ({ label: name, url: at, events: all, state }: WebhookView) => ({
    label: name,
    url: at,
    events: all,
    state,
  });
  await audit(tenant, ctx, 'update', id, { old: said(before), new: said(after) });
  return { ok: true, webhook: after };
}

/** Removes a webhook with everything that was to be delivered to it. Removing it again changes nothing. */
export async function removeWebhook(ctx: ClinicContext, webhookId: string): Promise<void> {
  authorise(ctx, 'webhooks.write');
  const { webhookId: id } = parseInput(webhookIdSchema, { webhookId });
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    // A change that is under way and wants to tell it waits here, and then finds none.
    const locked = await tx.$executeRaw`
      SELECT 1 FROM webhook_endpoints WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    if (locked === 0) return;
    await tx.webhookAttempt.deleteMany({ where: { clinicId, delivery: { endpointId: id } } });
    await tx.webhookDelivery.deleteMany({ where: { clinicId, endpointId: id } });
    await tx.webhookEndpoint.delete({ where: { clinicId_id: { clinicId, id } }, select: { id: true } });
    await audit(tenant, ctx, 'remove', id, {});
  });
}

/** Makes a new secret. For a day events are signed under both. @throws {ClinicError} `not-found` */
export async function rotateWebhookSecret(ctx: ClinicContext, webhookId: string): Promise<MadeWebhook> {
  authorise(ctx, 'webhooks.write');
  const { webhookId: id } = parseInput(webhookIdSchema, { webhookId });
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    await requireWebhook(tenant, id);
    const where = { clinicId_id: { clinicId, id } };
    const old = await tx.webhookEndpoint.findUniqueOrThrow({ where, select: { secret: true } });
    const secret = newWebhookSecret();
    const previous = cipher.open('webhook_endpoints', 'secret', id, old.secret);
    const row = await tx.webhookEndpoint.update({
      where,
      data: {
        secret: cipher.seal('webhook_endpoints', 'secret', id, secret),
        previousSecret: cipher.seal('webhook_endpoints', 'previous_secret', id, previous),
        previousUntil: new Date(ctx.clock.now() + OVERLAP_MS),
      },
      select: columns,
    });
    await audit(tenant, ctx, 'rotate', id, {});
    return { ok: true, webhook: toView(row, cipher), secret };
  });
}

/** @throws {ClinicError} `not-found` */
export async function requireWebhook({ tx, clinicId, cipher }: Tenant, id: string): Promise<WebhookView> {
  const row = await tx.webhookEndpoint.findUnique({ where: { clinicId_id: { clinicId, id } }, select: columns });
  if (row === null) throw new ClinicError('not-found', 'There is no such webhook.', 'webhookId');
  return toView(row, cipher);
}

const audit = (
  tenant: Tenant,
  ctx: ClinicContext,
  what: 'create' | 'update' | 'remove' | 'rotate',
  objectId: string,
  values: { old?: Record<string, unknown>; new?: Record<string, unknown> },
) => recordAudit(tenant, ctx.actor, { action: `webhook.${what}`, objectKind: 'webhook', objectId, ...values });

const columns = {
  id: true,
  label: true,
  url: true,
  events: true,
  failingSince: true,
  lastDeliveredAt: true,
  disabledAt: true,
  disabledBy: true,
  createdAt: true,
} as const;

interface WebhookRow {
  id: string;
  label: string;
  url: string;
  events: string[];
  failingSince: Date | null;
  lastDeliveredAt: Date | null;
  disabledAt: Date | null;
  disabledBy: string | null;
  createdAt: Date;
}

function toView(row: WebhookRow, cipher: ClinicCipher): WebhookView {
  return {
    id: row.id,
    label: row.label,
    url: cipher.open('webhook_endpoints', 'url', row.id, row.url),
    events: row.events.filter(isWebhookEvent),
    state: row.disabledAt !== null ? 'off' : row.failingSince !== null ? 'failing' : 'on',
    disabledBy: row.disabledBy === 'staff' || row.disabledBy === 'failing' ? row.disabledBy : null,
    failingSince: row.failingSince?.toISOString() ?? null,
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
