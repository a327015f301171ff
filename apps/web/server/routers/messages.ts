import 'server-only';
import {
  countMessagesForDesk,
  dismissMessage,
  getMessage,
  getMessageSettings,
  handleReply,
  listMessages,
  listReplies,
  messageIdSchema,
  messageQuerySchema,
  messageSettingsSchema,
  messageTemplateKeySchema,
  messageTemplateSchema,
  messageWays,
  removeMessageTemplate,
  replyIdSchema,
  replyQuerySchema,
  retryMessage,
  saveMessageSettings,
  saveMessageTemplate,
  versioned,
  versionedSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  messageDetailOutput,
  messageSettingsOutput,
  messageSummaryOutput,
  messageWaysOutput,
  replyOutput,
} from './messages-schemas.ts';

const reading = procedureFor('messages.read');
const writing = procedureFor('messages.write').output(z.void());
const setting = procedureFor('settings.write');

/** What is written to patients, what they answer, and by which channels. */
export const messagesRouter = router({
  /** A page of messages, the newest first; of those to come the next first. `total` counts all that fit. */
  list: reading
    .input(messageQuerySchema)
    .output(z.object({ messages: z.array(messageSummaryOutput), next: z.string().nullable(), total: z.int() }))
    .query(({ ctx, input }) => listMessages(ctx.clinic, input)),

  /** One message with its text and every attempt. */
  byId: reading
    .input(messageIdSchema)
    .output(messageDetailOutput)
    .query(({ ctx, input }) => getMessage(ctx.clinic, input.messageId)),

  retry: writing.input(messageIdSchema).mutation(({ ctx, input }) => retryMessage(ctx.clinic, input)),
  dismiss: writing.input(messageIdSchema).mutation(({ ctx, input }) => dismissMessage(ctx.clinic, input)),

  replies: reading
    .input(replyQuerySchema)
    .output(z.array(replyOutput))
    .query(({ ctx, input }) => listReplies(ctx.clinic, input)),
  handleReply: writing.input(replyIdSchema).mutation(({ ctx, input }) => handleReply(ctx.clinic, input)),

  /** How much waits for a person. */
  counts: reading
    .output(z.object({ dead: z.int(), replies: z.int() }))
    .query(({ ctx }) => countMessagesForDesk(ctx.clinic)),

  /** By what messages leave now; by nothing, where they stand on the page alone. */
  ways: reading
    .output(messageWaysOutput)
    .query(({ ctx }) => messageWays(ctx.clinic, ctx.deps.settings.messageAccounts)),

  /** The version is that of channels and quiet hours: templates are changed one by one. */
  settings: setting.output(messageSettingsOutput).query(async ({ ctx }) => {
    const { templates, ...channels } = await getMessageSettings(ctx.clinic);
    return { ...versioned(channels), templates };
  }),
  saveSettings: setting
    .input(messageSettingsSchema.and(versionedSchema))
    .output(z.void())
    .mutation(({ ctx, input: { version, ...settings } }) => saveMessageSettings(ctx.clinic, settings, version)),
  saveTemplate: setting
    .input(messageTemplateSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => saveMessageTemplate(ctx.clinic, input)),
  removeTemplate: setting
    .input(messageTemplateKeySchema)
    .output(z.void())
    .mutation(({ ctx, input }) => removeMessageTemplate(ctx.clinic, input)),
});
