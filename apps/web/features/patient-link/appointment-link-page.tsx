import type { LinkedAppointment, LinkSlots } from '@vaani/clinic';
import { clsx } from 'clsx';
import { buttonClass } from '../../ui/button.tsx';
import { LinkAction } from './link-action.tsx';
import { LinkFacts } from './link-facts.tsx';
import { LinkFrame } from './link-frame.tsx';
import { type LinkLanguage, type LinkWords, linkTimes } from './link-words.ts';

/** A patient's appointment: what it is, and what may be done with it. */
export function AppointmentLinkPage({
  t,
  language,
  token,
  appointment,
  slots,
  note,
}: {
  t: LinkWords;
  language: LinkLanguage;
  token: string;
  appointment: LinkedAppointment;
  /** Free times, where the patient is choosing another. */
  slots: LinkSlots | null;
  /** What came of what was just done. */
  note: string | null;
}) {
  const { may, startsAt: seen } = appointment;
  const address = `/a/${token}`;
  return (
    <LinkFrame t={t} language={language} clinic={appointment.clinic} address={address}>
      <h1 className="font-strong text-xl">{t(`status.${appointment.status}`)}</h1>
      {note === null ? null : (
        <p role="status" className="border-brand border-l-2 pl-3">
          {note}
        </p>
      )}
      <LinkFacts t={t} language={language} about={appointment} />
      {slots === null ? (
        <div className="flex flex-col gap-3">
          {may.confirm ? (
            <LinkAction token={token} kind="primary" fields={{ action: 'confirm', seen, lang: language }}>
              {t('confirm')}
            </LinkAction>
          ) : null}
          {may.move ? (
            <a className={clsx(buttonClass('plain'), 'h-11')} href={`${address}?lang=${language}&move=1`}>
              {t('move')}
            </a>
          ) : null}
          {may.cancel ? (
            <>
              <a className={clsx(buttonClass('plain'), 'h-11')} href={`${address}/calendar?lang=${language}`}>
                {t('addToCalendar')}
              </a>
              <LinkAction token={token} fields={{ action: 'cancel', seen, lang: language }}>
                {t('cancel')}
              </LinkAction>
            </>
          ) : null}
          {may.undo ? (
            <LinkAction token={token} kind="primary" fields={{ action: 'undo', seen, lang: language }}>
              {t('undo')}
            </LinkAction>
          ) : null}
        </div>
      ) : (
        <MoveTimes t={t} language={language} token={token} slots={slots} />
      )}
    </LinkFrame>
  );
}

function MoveTimes({
  t,
  language,
  token,
  slots,
}: {
  t: LinkWords;
  language: LinkLanguage;
  token: string;
  slots: LinkSlots;
}) {
  const address = `/a/${token}?lang=${language}`;
  const { zone, startsAt: seen } = slots.appointment;
  const times = linkTimes(language, zone);
  // A date of the calendar has no zone: it is named at its noon.
  const dayNames = linkTimes(language, 'UTC');
  return (
    <section className="flex flex-col gap-4">
      <h2 className="font-strong text-lg">{t('chooseTime')}</h2>
      {slots.day === null ? <p className="text-ink-soft">{t('noTimes')}</p> : null}
      <nav aria-label={t('days')} className="flex flex-wrap gap-2">
        {slots.days.map(({ date }) => (
          <a
            key={date}
            href={`${address}&move=1&day=${date}`}
            aria-current={date === slots.day ? 'date' : undefined}
            className={clsx(buttonClass(date === slots.day ? 'primary' : 'plain'), 'h-10')}
          >
            {dayNames.shortDay(`${date}T12:00:00Z`)}
          </a>
        ))}
      </nav>
      <ul className="grid grid-cols-3 gap-2">
        {slots.times.map((to) => (
          <li key={to}>
            <LinkAction token={token} fields={{ action: 'move', seen, to, lang: language }}>
              {times.time(to)}
            </LinkAction>
          </li>
        ))}
      </ul>
      <a className="text-brand underline" href={address}>
        {t('keep')}
      </a>
    </section>
  );
}
