'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { MadeLine } from './made-line.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

/** A doctor's other calendars: those we read, and the one that others read of us. */
export function CalendarsPage() {
  const t = useTranslations('settings.calendars');
  const { doctorId } = usePerson();
  const trpc = useTrpc();
  const profile = useQuery(trpc.clinic.profile.queryOptions()).data;
  const doctors = (profile?.doctors ?? []).filter(({ id }) => doctorId === undefined || id === doctorId);
  const choice = {
    name: 'doctorId' as const,
    kind: 'choice' as const,
    label: t('doctor'),
    options: doctors.map(({ id, name }) => ({ value: id, label: name })),
  };
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      {doctors[0] === undefined ? null : (
        <>
          <OutsidePart choice={choice} first={doctors[0].id} />
          <FeedsPart choice={choice} first={doctors[0].id} />
        </>
      )}
    </SettingsPage>
  );
}

interface PartProps {
  choice: { name: 'doctorId'; kind: 'choice'; label: string; options: { value: string; label: string }[] };
  first: string;
}

function OutsidePart({ choice, first }: PartProps) {
  const t = useTranslations('settings.calendars');
  const tForm = useTranslations('settings.form');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.calendars.outside.queryOptions());
  const adding = useAct(trpc.calendars.pathKey());
  const acting = useAct(trpc.calendars.pathKey());
  const whyOf = (failure: string) => {
    const key = `failure.${failure}` as 'failure.timeout';
    return t.has(key) ? t(key) : failure;
  };
  return (
    <Part title={t('outside')} lead={t('outsideLead')}>
      <Loaded query={query}>
        {(calendars) => (
          <Rows>
            {calendars.length === 0 ? <li className="py-3 text-ink-soft">{t('noOutside')}</li> : null}
            {calendars.map(({ id, label, doctorName, host, busyCount, fetchedAt, failure }) => (
              <Row
                key={id}
                title={`${label} · ${doctorName}`}
                note={
                  <>
                    {host} · {t('busy', { count: busyCount })} ·{' '}
                    {fetchedAt === null ? t('notRead') : t('read', { time: times.dayAndTime(fetchedAt) })}
                    {failure === null ? null : (
                      <span className="block text-alarm">{t('failing', { failure: whyOf(failure) })}</span>
                    )}
                  </>
                }
                actions={
                  <>
                    <Button
                      disabled={acting.isBusy}
                      aria-label={t('refreshOne', { label })}
                      onClick={() => void acting.run(() => client.calendars.refreshOutside.mutate({ calendarId: id }))}
                    >
                      {t('refresh')}
                    </Button>
                    <Button
                      disabled={acting.isBusy}
                      aria-label={tForm('removeOne', { name: label })}
                      onClick={() => void acting.run(() => client.calendars.removeOutside.mutate({ calendarId: id }))}
                    >
                      {tForm('remove')}
                    </Button>
                  </>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <FailureLine failure={acting.failure} />
      <RecordForm
        values={{ doctorId: first, label: '', url: '' }}
        clears
        act={adding}
        save={t('addOutside')}
        saved={t('added')}
        onSave={(values) => adding.run(() => client.calendars.addOutside.mutate(values))}
        fields={[
          choice,
          { name: 'label', kind: 'text', max: 80, label: t('label') },
          { name: 'url', kind: 'text', max: 2_000, label: t('url'), hint: 'https://', meaning: t('urlMeaning') },
        ]}
      />
    </Part>
  );
}

function FeedsPart({ choice, first }: PartProps) {
  const t = useTranslations('settings.calendars');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const { role } = usePerson();
  const query = useQuery(trpc.calendars.feeds.queryOptions());
  const adding = useAct(trpc.calendars.feeds.queryKey());
  const revoking = useAct(trpc.calendars.feeds.queryKey());
  const [url, setUrl] = useState<string | null>(null);
  return (
    <Part title={t('feeds')} lead={t('feedsLead')}>
      <MadeLine words={{ made: t('feedMade'), label: t('feedUrl') }} text={url} />
      <Loaded query={query}>
        {(feeds) => (
          <Rows>
            {feeds.length === 0 ? <li className="py-3 text-ink-soft">{t('noFeeds')}</li> : null}
            {feeds.map(({ id, label, doctorName, hint, hasNames, lastReadAt }) => (
              <Row
                key={id}
                title={`${label} · ${doctorName}`}
                note={[
                  `…${hint}`,
                  hasNames ? t('withNames') : t('withoutNames'),
                  lastReadAt === null ? t('neverFetched') : t('fetched', { time: times.dayAndTime(lastReadAt) }),
                ].join(' · ')}
                actions={
                  <Button
                    disabled={revoking.isBusy}
                    aria-label={t('endOne', { label })}
                    onClick={() => void revoking.run(() => client.calendars.revokeFeed.mutate({ feedId: id }))}
                  >
                    {t('end')}
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <FailureLine failure={revoking.failure} />
      <RecordForm
        values={{ doctorId: first, label: '', hasNames: false }}
        clears
        act={adding}
        save={t('addFeed')}
        saved={t('added')}
        onSave={(values) => adding.run(async () => setUrl((await client.calendars.createFeed.mutate(values)).url))}
        fields={[
          choice,
          { name: 'label', kind: 'text', max: 80, label: t('label') },
          ...(role === 'admin'
            ? [{ name: 'hasNames' as const, kind: 'check' as const, label: t('hasNames'), meaning: t('namesMeaning') }]
            : []),
        ]}
      />
    </Part>
  );
}
