import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { lockSetting, requireSame, versionOf, versionSchema } from './version.ts';

const MOST = 200;

const topicText = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} -]{0,59}$/u, 'is no topic: a word or a few, up to 60 letters');
const sentence = z.string().trim().max(600, 'is longer than 600 characters');

/** What the AI may say about one topic, in each language; empty where it says nothing in it. */
export const knowledgeTextsSchema = z.object({ topic: topicText, en: sentence, hi: sentence, hiEn: sentence });

export const knowledgeChangeSchema = z
  .object({
    ...knowledgeTextsSchema.shape,
    /** Missing for a topic that is new. */
    version: versionSchema.optional(),
  })
  .refine(({ en, hi, hiEn }) => en !== '' || hi !== '' || hiEn !== '', {
    path: ['en'],
    message: 'is empty, and so are the other languages: write it in one of them at least',
  });

export interface KnowledgeView {
  topic: string;
  en: string;
  hi: string;
  hiEn: string;
  version: string;
}

/** What the AI may say, by topic. */
export async function listKnowledge(ctx: ClinicContext): Promise<KnowledgeView[]> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/** Writes down what may be said of a topic, or changes it. @throws {ClinicError} for bad input; `conflict` for an older version. */
export async function saveKnowledge(ctx: ClinicContext, request: z.input<typeof knowledgeChangeSchema>): Promise<void> {
  authorise(ctx, 'settings.write');
  const { topic, version, ...texts } = parseInput(knowledgeChangeSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'knowledge');
    const entries = await read(tenant);
    const before = entries.find((entry) => entry.topic === topic);
    if (before === undefined && version !== undefined) throw noSuchTopic();
    if (before !== undefined && version === undefined)
      throw new ClinicError('conflict', 'There is something about this topic already: change that instead.', 'topic');
    if (before !== undefined) requireSame(before.version, version);
    if (before === undefined && entries.length >= MOST)
      throw new ClinicError('bad-input', `There are ${MOST} topics already: remove one first.`, 'topic');
    await tx.knowledgeEntry.deleteMany({ where: { clinicId, topic } });
    const rows = [
      { language: 'en' as const, text: texts.en },
      { language: 'hi' as const, text: texts.hi },
      { language: 'hi_en' as const, text: texts.hiEn },
    ].filter(({ text }) => text !== '');
    await tx.knowledgeEntry.createMany({ data: rows.map((row) => ({ id: newId(), clinicId, topic, ...row })) });
    await recordAudit(tenant, ctx.actor, {
      action: 'knowledge.change',
      objectKind: 'knowledge',
      ...(before === undefined ? {} : { old: { ...before } }),
      new: { topic, ...texts },
    });
  });
  forgetClinicProfile(ctx);
}

/** The AI says nothing about this topic any more. @throws {ClinicError} `not-found` */
export async function removeKnowledge(ctx: ClinicContext, request: { topic: string }): Promise<void> {
  authorise(ctx, 'settings.write');
  const { topic } = parseInput(z.object({ topic: topicText }), request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'knowledge');
    const before = (await read(tenant)).find((entry) => entry.topic === topic);
    if (before === undefined) throw noSuchTopic();
    await tx.knowledgeEntry.deleteMany({ where: { clinicId, topic } });
    await recordAudit(tenant, ctx.actor, {
      action: 'knowledge.remove',
      objectKind: 'knowledge',
      old: { ...before },
    });
  });
  forgetClinicProfile(ctx);
}

const noSuchTopic = () => new ClinicError('not-found', 'There is nothing about this topic.', 'topic');

async function read({ tx, clinicId }: Tenant): Promise<KnowledgeView[]> {
  const rows = await tx.knowledgeEntry.findMany({
    where: { clinicId },
    select: { topic: true, language: true, text: true },
    orderBy: [{ topic: 'asc' }, { language: 'asc' }],
  });
  return [...Map.groupBy(rows, ({ topic }) => topic)].map(([topic, texts]) => {
    const of = (language: (typeof rows)[number]['language']) =>
      texts.find((text) => text.language === language)?.text ?? '';
    const entry = { topic, en: of('en'), hi: of('hi'), hiEn: of('hi_en') };
    return { ...entry, version: versionOf(entry) };
  });
}
