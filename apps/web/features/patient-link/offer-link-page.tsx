import type { LinkedOffer } from '@vaani/clinic';
import { LinkAction } from './link-action.tsx';
import { LinkFacts } from './link-facts.tsx';
import { LinkFrame } from './link-frame.tsx';
import { type LinkLanguage, type LinkWords, linkTimes } from './link-words.ts';

/** A time that is kept for somebody who waits, until they say. */
export function OfferLinkPage({
  t,
  language,
  token,
  offer,
  note,
}: {
  t: LinkWords;
  language: LinkLanguage;
  token: string;
  offer: LinkedOffer;
  note: string | null;
}) {
  const times = linkTimes(language, offer.zone);
  return (
    <LinkFrame t={t} language={language} clinic={offer.clinic} address={`/a/${token}`}>
      <h1 className="font-strong text-xl">{t(`offer.${offer.status}`)}</h1>
      {note === null ? null : (
        <p role="status" className="border-brand border-l-2 pl-3">
          {note}
        </p>
      )}
      <LinkFacts t={t} language={language} about={offer} />
      {offer.status === 'open' ? (
        <div className="flex flex-col gap-3">
          <p className="text-ink-soft">{t('offer.until', { time: times.time(offer.expiresAt) })}</p>
          <LinkAction token={token} kind="primary" fields={{ action: 'accept', lang: language }}>
            {t('offer.accept')}
          </LinkAction>
          <LinkAction token={token} fields={{ action: 'decline', lang: language }}>
            {t('offer.decline')}
          </LinkAction>
        </div>
      ) : null}
    </LinkFrame>
  );
}
