import {
  createWebhook,
  type DeliveryView,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  updateWebhook,
  type WebhookView,
  webhookEventMeanings,
  webhookEvents,
} from '@vaani/clinic';
import { z } from 'zod';
import { cursorParam, id, instantOut, integerParam, nextOut } from './fields.ts';
import { type ApiCall, operation } from './operation.ts';

const eventName = z.enum(webhookEvents).meta({
  description: Object.entries(webhookEventMeanings)
    .map(([event, meaning]) => `\`${event}\`: ${meaning}`)
    .join(' '),
});

const webhookOut = z
  .object({
    id,
    label: z.string(),
    url: z.string(),
    events: z.array(eventName),
    state: z.enum(['on', 'failing', 'off']),
    disabledBy: z
      .enum(['staff', 'failing'])
      .nullable()
      .meta({ description: 'failing: we turned it off after days without one success.' }),
    failingSince: instantOut.nullable(),
    lastDeliveredAt: instantOut.nullable(),
    createdAt: instantOut,
  })
  .meta({ id: 'Webhook' });

const deliveryOut = z
  .object({
    id: id.meta({ description: 'The `webhook-id` it is sent under, on every try.' }),
    event: z.string(),
    appointmentId: id.nullable(),
    callId: id.nullable(),
    status: z.enum(['waiting', 'delivered', 'dead']),
    attempts: z.int(),
    occurredAt: instantOut,
    nextAttemptAt: instantOut.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

type Clock = Pick<ApiCall<unknown, unknown, unknown>, 'local'>['local'];

const toWebhook = (view: WebhookView, local: Clock): z.input<typeof webhookOut> => ({
  ...view,
  failingSince: local(view.failingSince),
  lastDeliveredAt: local(view.lastDeliveredAt),
  createdAt: local(view.createdAt),
});
const toDelivery = (view: DeliveryView, local: Clock): z.input<typeof deliveryOut> => ({
  ...view,
  occurredAt: local(view.occurredAt),
  nextAttemptAt: local(view.nextAttemptAt),
});

const fields = {
  label: z.string().max(80, 'is longer than 80 characters').meta({ example: 'Hospital information system' }),
  url: z.string().max(2_000, 'is longer than 2000 characters').meta({ format: 'uri' }),
  events: z.array(eventName).min(1, 'are missing').max(30, 'are too many'),
};
const params = z.strictObject({ webhookId: id });

const list = operation({
  id: 'listWebhooks',
  method: 'GET',
  path: '/webhooks',
  area: 'Webhooks',
  summary: 'Webhooks',
  scope: 'webhooks:read',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: null,
  status: 200,
  answer: z.object({ webhooks: z.array(webhookOut) }),
  handle: async ({ ctx, local }) => ({
    body: { webhooks: (await listWebhooks(ctx)).map((view) => toWebhook(view, local)) },
  }),
});

const create = operation({
  id: 'createWebhook',
  method: 'POST',
  path: '/webhooks',
  area: 'Webhooks',
  summary: 'Add a webhook',
  description:
    'The secret in the answer is shown this once. Events are sent as POST with JSON, signed after Standard Webhooks, at least once, in no certain order; what is not answered with 2xx within ten seconds is tried again for three days.',
  scope: 'webhooks:write',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject(fields),
  status: 201,
  answer: z.object({ webhook: webhookOut, secret: z.string().meta({ example: 'whsec_…' }) }),
  async handle({ ctx, deps, body, idempotencyKey, local }) {
    const policy = { isLocal: !deps.settings.isProduction };
    const { webhook, secret } = await createWebhook(ctx, { ...body, idempotencyKey }, policy);
    return { body: { webhook: toWebhook(webhook, local), secret } };
  },
});

const update = operation({
  id: 'updateWebhook',
  method: 'PATCH',
  path: '/webhooks/{webhookId}',
  area: 'Webhooks',
  summary: 'Change a webhook, or turn it on or off',
  scope: 'webhooks:write',
  params,
  query: z.strictObject({}),
  body: z.strictObject({ ...fields, isOn: z.boolean() }).partial(),
  status: 200,
  answer: webhookOut,
  async handle({ ctx, deps, path, body, idempotencyKey, local }) {
    const policy = { isLocal: !deps.settings.isProduction };
    const { webhook } = await updateWebhook(ctx, { ...body, ...path, idempotencyKey }, policy);
    return { body: toWebhook(webhook, local) };
  },
});

const remove = operation({
  id: 'removeWebhook',
  method: 'DELETE',
  path: '/webhooks/{webhookId}',
  area: 'Webhooks',
  summary: 'Remove a webhook, with all that was to be delivered to it',
  description: 'Removing it again answers the same.',
  scope: 'webhooks:write',
  params,
  query: z.strictObject({}),
  body: null,
  status: 204,
  answer: null,
  async handle({ ctx, path }) {
    await removeWebhook(ctx, path.webhookId);
    return null;
  },
});

const deliveries = operation({
  id: 'listWebhookDeliveries',
  method: 'GET',
  path: '/webhooks/{webhookId}/deliveries',
  area: 'Webhooks',
  summary: 'What was and is to be delivered, the newest first',
  description: 'Kept for 30 days.',
  scope: 'webhooks:read',
  params,
  query: z.strictObject({
    status: z.enum(['waiting', 'delivered', 'dead']).optional(),
    cursor: cursorParam,
    limit: integerParam(1, 200, 50),
  }),
  body: null,
  status: 200,
  answer: z.object({ deliveries: z.array(deliveryOut), next: nextOut }),
  async handle({ ctx, path, query, local }) {
    const page = await listDeliveries(ctx, { ...query, ...path });
    return { body: { deliveries: page.deliveries.map((view) => toDelivery(view, local)), next: page.next } };
  },
});

export const webhookOperations = [list, create, update, remove, deliveries];
