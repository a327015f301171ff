import { z } from 'zod';
import { knowledgeTextsSchema } from '../settings/knowledge.ts';
import type { ClinicProfile } from './profile.ts';
import { speechSettingsSchema } from './speech-schema.ts';

/** How the AI would behave, as it stands on a page and is not saved: what is missing is as it is saved. Nothing in it is about a patient. */
export const draftSchema = z.object({
  speech: speechSettingsSchema.optional(),
  /** One topic, in place of what is saved about it. */
  knowledge: knowledgeTextsSchema.optional(),
});
export type Draft = z.output<typeof draftSchema>;

/** The clinic as it would be with a draft. */
export function withDraft(profile: ClinicProfile, { speech, knowledge }: Draft): ClinicProfile {
  const others = profile.knowledge.filter(({ topic }) => topic !== knowledge?.topic);
  const { topic = '', en = '', hi = '', hiEn = '' } = knowledge ?? {};
  const own = [
    { topic, language: 'en' as const, text: en },
    { topic, language: 'hi' as const, text: hi },
    { topic, language: 'hi-en' as const, text: hiEn },
  ].filter(({ text }) => text !== '');
  return { ...profile, speech: speech ?? profile.speech, knowledge: [...others, ...own] };
}
