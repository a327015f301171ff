import type { LinkLanguage, LinkWords } from './link-words.ts';
import { linkTimes } from './link-words.ts';

/** With whom, when and where: no more than the message said. */
export function LinkFacts({
  t,
  language,
  about,
}: {
  t: LinkWords;
  language: LinkLanguage;
  about: {
    zone: string;
    startsAt: string;
    doctor: { name: string; nameHindi: string };
    branch: { name: string; nameHindi: string; address: string };
  };
}) {
  const times = linkTimes(language, about.zone);
  const named = (one: { name: string; nameHindi: string }) => (language === 'hi' ? one.nameHindi : one.name);
  const facts = [
    [t('with'), named(about.doctor)],
    [t('when'), t('dayAndTime', { day: times.day(about.startsAt), time: times.time(about.startsAt) })],
    [t('where'), `${named(about.branch)}, ${about.branch.address}`],
  ] as const;
  return (
    <dl className="flex flex-col gap-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-ink-soft text-sm">{name}</dt>
          <dd className="font-medium text-lg">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
