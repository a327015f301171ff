import { conflictOf, newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { lockSetting, requireSame, versionOf } from '../settings/version.ts';
import { chosenChannels, hasLink, messageKinds } from './kinds.ts';
import { placeholders } from './texts.ts';

/** What a sender looks like by channel. */
const senders = {
  sms: /^(\+[1-9]\d{6,14}|\d{4,8}|[A-Za-z0-9 ]{3,11}|MG[0-9a-f]{32})$/,
  whatsapp: /^\+[1-9]\d{6,14}$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
} as const;

const minute = z.int('is not a number of minutes').min(0, 'is before midnight').max(1_439, 'is after midnight');

export const messageSettingsSchema = z.object({
  /** The channels that are used, the first one first. */
  routes: z
    .array(
      z
        .object({
          channel: z.enum(chosenChannels, 'is none of sms, whatsapp and email'),
          /** The clinic's own; the installation's where there is none. */
          sender: z.string().trim().max(120, 'is too long').nullable(),
          /** The clinic's entity at the Indian operators. */
          entityId: z
            .string()
            .regex(/^\d{15,25}$/, 'is not an entity id of the operators')
            .nullable(),
        })
        .refine(({ channel, sender }) => sender === null || senders[channel].test(sender), {
          path: ['sender'],
          message: 'is no sender of this channel',
        }),
    )
    .max(chosenChannels.length, 'names a channel twice')
    .refine((routes) => new Set(routes.map(({ channel }) => channel)).size === routes.length, 'names a channel twice'),
  quietFromMin: minute,
  quietToMin: minute,
});
export type MessageSettings = z.output<typeof messageSettingsSchema>;

/** What a template is for: there is one of each. */
export const messageTemplateKeySchema = z.object({
  kind: z.enum(messageKinds, 'is no kind of message'),
  channel: z.enum(['sms', 'whatsapp'], 'is neither sms nor whatsapp'),
  language: z.enum(['en', 'hi'], 'is neither en nor hi'),
});

export const messageTemplateSchema = z
  .object({
    ...messageTemplateKeySchema.shape,
    templateId: z.string().trim(),
    /** The registered wording; ours where there is none. */
    text: z.string().trim().min(1, 'is empty').max(1_000, 'is longer than 1000 characters').nullable(),
  })
  .refine(({ channel, templateId }) => (channel === 'sms' ? /^\d{10,25}$/ : /^HX[0-9a-f]{32}$/).test(templateId), {
    path: ['templateId'],
    message: 'is no template id: digits for sms, HX… for whatsapp',
  })
  .superRefine(({ kind, text }, context) => {
    if (text === null) return;
    const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const unknown = names.find((name) => !(placeholders as readonly string[]).includes(name));
    const needed = hasLink(kind) ? 'link' : 'reference';
    // By its link, or its reference, a message is found again at the provider.
    if (unknown !== undefined) {
      context.addIssue({ code: 'custom', path: ['text'], message: `holds {${unknown}}, which nothing fills` });
    } else if (!names.includes(needed)) {
      context.addIssue({ code: 'custom', path: ['text'], message: `lacks {${needed}}` });
    }
  });
export type MessageTemplate = z.output<typeof messageTemplateSchema>;

/** How a clinic writes to its patients. @throws {ClinicError} */
export async function getMessageSettings(
  ctx: ClinicContext,
): Promise<MessageSettings & { templates: MessageTemplate[] }> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const templates = await tx.messageTemplate.findMany({
      where: { clinicId },
      select: { kind: true, channel: true, language: true, templateId: true, text: true },
      orderBy: [{ kind: 'asc' }, { channel: 'asc' }, { language: 'asc' }],
    });
    return {
      ...(await readChannels(tenant)),
      templates: templates.flatMap(({ channel, language, ...template }) =>
        (channel === 'sms' || channel === 'whatsapp') && language !== 'hi_en'
          ? [{ channel, language, ...template }]
          : [],
      ),
    };
  });
}

/**
 * Sets by which channels a clinic writes, from which senders, and when it is quiet. No channel at all: the installation's own order.
 * @param version of what was looked at; without it nobody looked, as where a clinic is made.
 * @throws {ClinicError} for bad input; `conflict` for an older version, and where another clinic writes from that sender.
 */
export async function saveMessageSettings(
  ctx: ClinicContext,
  request: z.input<typeof messageSettingsSchema>,
  version?: string,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const { routes, quietFromMin, quietToMin } = parseInput(messageSettingsSchema, request);
  try {
    await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      const { tx, clinicId } = tenant;
      await lockSetting(tenant, 'messages');
      if (version !== undefined) requireSame(versionOf(await readChannels(tenant)), version);
      await tx.messageRoute.deleteMany({ where: { clinicId } });
      await tx.messageRoute.createMany({
        data: routes.map((route, order) => ({ id: newId(), clinicId, order, ...route })),
      });
      await tx.clinic.update({ where: { id: clinicId }, data: { quietFromMin, quietToMin }, select: { id: true } });
      await auditSettings(tenant, ctx, { routes, quietFromMin, quietToMin });
    });
  } catch (error) {
    if (conflictOf(error) !== 'unique') throw error;
    throw new ClinicError('conflict', 'Another clinic writes from one of these senders.', 'routes');
  }
}

/** Notes the registered template of a message; the one that was there is replaced. @throws {ClinicError} for bad input. */
export async function saveMessageTemplate(
  ctx: ClinicContext,
  request: z.input<typeof messageTemplateSchema>,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const { templateId, text, ...key } = parseInput(messageTemplateSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await tx.messageTemplate.upsert({
      where: { clinicId_kind_channel_language: { clinicId, ...key } },
      create: { id: newId(), clinicId, ...key, templateId, text },
      update: { templateId, text },
      select: { id: true },
    });
    await auditSettings(tenant, ctx, { ...key, templateId });
  });
}

/** Takes a template out: text messages of its kind do not leave for India any more. Again, it changes nothing. @throws {ClinicError} */
export async function removeMessageTemplate(
  ctx: ClinicContext,
  request: z.input<typeof messageTemplateKeySchema>,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const { kind, channel, language } = parseInput(messageTemplateKeySchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { count } = await tx.messageTemplate.deleteMany({ where: { clinicId, kind, channel, language } });
    if (count > 0) await auditSettings(tenant, ctx, { kind, channel, language, templateId: null });
  });
}

/** The channels of a clinic and its quiet hours: what `saveMessageSettings` replaces. */
async function readChannels({ tx, clinicId }: Tenant): Promise<MessageSettings> {
  const { quietFromMin, quietToMin } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { quietFromMin: true, quietToMin: true },
  });
  const routes = await tx.messageRoute.findMany({
    where: { clinicId, isActive: true },
    select: { channel: true, sender: true, entityId: true },
    orderBy: { order: 'asc' },
  });
  return {
    routes: routes.flatMap(({ channel, ...route }) => (channel === 'local' ? [] : [{ channel, ...route }])),
    quietFromMin,
    quietToMin,
  };
}

function auditSettings(tenant: Tenant, ctx: ClinicContext, value: Record<string, unknown>): Promise<void> {
  return recordAudit(tenant, ctx.actor, { action: 'settings.messages', objectKind: 'clinic', new: value });
}
