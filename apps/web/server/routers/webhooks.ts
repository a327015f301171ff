import 'server-only';
import {
  createWebhook,
  deliveryIdSchema,
  deliveryQuerySchema,
  getDelivery,
  listDeliveries,
  listWebhooks,
  newWebhookSchema,
  removeWebhook,
  resendDelivery,
  rotateWebhookSecret,
  updateWebhook,
  webhookChangeSchema,
  webhookEventSchema,
  webhookIdSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import type { WebDeps } from '../deps.ts';
import { procedureFor, router } from '../trpc/base.ts';

const webhookOutput = z.object({
  id: z.uuid(),
  label: z.string(),
  url: z.string(),
  events: z.array(webhookEventSchema),
  state: z.enum(['on', 'failing', 'off']),
  disabledBy: z.enum(['staff', 'failing']).nullable(),
  failingSince: z.string().nullable(),
  lastDeliveredAt: z.string().nullable(),
  createdAt: z.string(),
});
/** The secret is in this one answer and nowhere else. */
const madeOutput = z.object({ webhook: webhookOutput, secret: z.string() });

const deliveryOutput = z.object({
  id: z.uuid(),
  event: z.string(),
  appointmentId: z.uuid().nullable(),
  callId: z.uuid().nullable(),
  status: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.int(),
  occurredAt: z.string(),
  nextAttemptAt: z.string().nullable(),
});

const policyOf = (deps: WebDeps) => ({ isLocal: !deps.settings.isProduction });
const mine = procedureFor('webhooks.write');

export const webhooksRouter = router({
  list: mine.output(z.array(webhookOutput)).query(({ ctx }) => listWebhooks(ctx.clinic)),

  create: mine
    .input(newWebhookSchema)
    .output(madeOutput)
    .mutation(({ ctx, input }) => createWebhook(ctx.clinic, input, policyOf(ctx.deps))),

  /** Name, address, events; on again after failures, or off. */
  update: mine
    .input(webhookChangeSchema)
    .output(webhookOutput)
    .mutation(async ({ ctx, input }) => (await updateWebhook(ctx.clinic, input, policyOf(ctx.deps))).webhook),

  remove: mine
    .input(webhookIdSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => removeWebhook(ctx.clinic, input.webhookId)),

  /** A new secret; for a day events are signed under both. */
  rotateSecret: mine
    .input(webhookIdSchema)
    .output(madeOutput)
    .mutation(({ ctx, input }) => rotateWebhookSecret(ctx.clinic, input.webhookId)),

  deliveries: mine
    .input(deliveryQuerySchema)
    .output(z.object({ deliveries: z.array(deliveryOutput), next: z.string().nullable() }))
    .query(({ ctx, input }) => listDeliveries(ctx.clinic, input)),

  /** One delivery: what was sent, and every try with what was answered. */
  delivery: mine
    .input(deliveryIdSchema)
    .output(
      deliveryOutput.extend({
        body: z.string().nullable(),
        tries: z.array(
          z.object({
            index: z.int(),
            startedAt: z.string(),
            durationMs: z.int().nullable(),
            statusCode: z.int().nullable(),
            failure: z.string().nullable(),
            response: z.string().nullable(),
          }),
        ),
      }),
    )
    .query(({ ctx, input }) => getDelivery(ctx.clinic, input.deliveryId)),

  resend: mine
    .input(deliveryIdSchema)
    .output(deliveryOutput)
    .mutation(({ ctx, input }) => resendDelivery(ctx.clinic, input.deliveryId)),
});
