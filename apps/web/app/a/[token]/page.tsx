import { purposeOfLink, readAppointmentLink, readLinkSlots, readOfferLink } from '@vaani/clinic';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { z } from 'zod';
import { AppointmentLinkPage } from '../../../features/patient-link/appointment-link-page.tsx';
import { ClosedLinkPage } from '../../../features/patient-link/closed-link-page.tsx';
import { languageOf, linkWords } from '../../../features/patient-link/link-words.ts';
import { OfferLinkPage } from '../../../features/patient-link/offer-link-page.tsx';
import { addressOf } from '../../../server/auth/request.ts';
import { webDeps } from '../../../server/deps.ts';

/** Nobody but who was written to shall find it. */
export const metadata: Metadata = { title: 'Vaani', robots: { index: false, follow: false }, referrer: 'same-origin' };

const results = ['done', 'changed', 'not-possible', 'taken', 'own', 'gone', 'busy'] as const;
const querySchema = z.object({
  lang: z.string().optional().catch(undefined),
  move: z.literal('1').optional().catch(undefined),
  day: z.iso.date().optional().catch(undefined),
  result: z.enum(results).optional().catch(undefined),
});

/** What a message's link leads to: no sign-in, and no more than the message said. Looking changes nothing: messengers look before people do. */
export default async function PatientLinkPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { token } = await params;
  const { lang, move, day, result } = querySchema.parse(await searchParams);
  const language = languageOf(token, lang);
  const t = linkWords(language);
  const note = result === undefined ? null : t(`result.${result}`);
  const request = { token, address: addressOf(await headers()) };
  const page = { t, language, token };
  if (purposeOfLink(token) === 'offer') {
    const offer = await readOfferLink(webDeps(), request);
    if (offer.state !== 'open') return <ClosedLinkPage {...page} link={offer} />;
    return <OfferLinkPage {...page} offer={offer} note={note} />;
  }
  const slots = move === undefined ? null : await readLinkSlots(webDeps(), request, day === undefined ? {} : { day });
  if (slots !== null && slots.state !== 'open') return <ClosedLinkPage {...page} link={slots} />;
  const appointment = slots?.appointment ?? (await readAppointmentLink(webDeps(), request));
  if (appointment.state !== 'open') return <ClosedLinkPage {...page} link={appointment} />;
  return <AppointmentLinkPage {...page} appointment={appointment} slots={slots} note={note} />;
}
