import 'server-only';
import { may, type Role } from '@vaani/clinic';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type Section, sections } from '../features/settings/sections.ts';
import { requireSession } from './auth/session.ts';
import { homeOf } from './homes.ts';

/** The pages of the settings that a role has. */
export const sectionsOf = (role: Role): Section[] =>
  sections.filter(({ permission }) => may(role, permission)).map(({ section }) => section);

/** The pages of the settings that whoever asks may open. Who may open none is sent home. */
export async function mySections(): Promise<Section[]> {
  const { role } = await requireSession();
  const mine = sectionsOf(role);
  return mine.length === 0 ? redirect(homeOf(role)) : mine;
}

/** Sends away whoever may not open a page of the settings. */
export async function requireSection(section: Section): Promise<void> {
  if (!(await mySections()).includes(section)) redirect('/settings');
}

export async function sectionTitle(section: Section): Promise<Metadata> {
  return { title: (await getTranslations('settings.section'))(section) };
}
