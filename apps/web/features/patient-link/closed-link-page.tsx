import type { ClosedLink } from '@vaani/clinic';
import { LinkFrame } from './link-frame.tsx';
import type { LinkLanguage, LinkWords } from './link-words.ts';

/** A link that opens nothing, and what to do then. */
export function ClosedLinkPage({
  t,
  language,
  token,
  link,
}: {
  t: LinkWords;
  language: LinkLanguage;
  token: string;
  link: ClosedLink;
}) {
  const clinic = link.state === 'expired' ? link.clinic : null;
  return (
    <LinkFrame t={t} language={language} clinic={clinic} address={`/a/${token}`}>
      <h1 className="font-strong text-xl">{t(`closed.${link.state}.title`)}</h1>
      <p>{t(`closed.${link.state}.body`)}</p>
    </LinkFrame>
  );
}
