'use client';

import type { WaitingRoomView } from '@vaani/clinic';
import { MonitorOff, WifiOff } from 'lucide-react';
import { useNow } from '../shell/use-now.ts';
import { BareNotice } from './bare-notice.tsx';
import { DoctorPanel } from './doctor-panel.tsx';
import { useWaitingRoom } from './use-waiting-room.ts';
import { Said, type Words, WordsProvider } from './words.tsx';

/** More than so many doctors take turns on the screen: figures that are read from five metres need their room. */
const MOST_AT_ONCE = 6;
const TURN_MS = 12_000;

/** The whole screen: the clinic and the time, a panel a doctor, and a band where what it shows is old. */
export function WaitingRoomScreen({
  address,
  initial,
  words,
}: {
  address: string;
  initial: WaitingRoomView | null;
  words: Words;
}) {
  const { view, isStale, isGone } = useWaitingRoom(address, initial);
  if (isGone) {
    return (
      <BareNotice icon={MonitorOff} words={words} title={({ gone }) => gone.title} body={({ gone }) => gone.body} />
    );
  }
  if (view === null) return <BareNotice icon={WifiOff} words={words} title={({ stale }) => stale} />;
  return (
    <WordsProvider words={words}>
      <main className="flex min-h-dvh flex-col bg-line lg:h-dvh">
        <Head view={view} />
        {isStale ? (
          <p
            role="alert"
            className="flex items-center gap-3 bg-attention-wash px-6 py-3 font-strong text-attention text-xl"
          >
            <WifiOff aria-hidden className="size-6 shrink-0" />
            <Said words="stale" />
          </p>
        ) : null}
        <Panels view={view} />
      </main>
    </WordsProvider>
  );
}

function Head({ view }: { view: WaitingRoomView }) {
  const now = useNow(1_000);
  const { clinic, branch, zone } = view;
  const clock = new Intl.DateTimeFormat('en-IN', { timeZone: zone, hour: 'numeric', minute: '2-digit', hour12: true });
  return (
    <header className="mb-px flex items-baseline justify-between gap-6 bg-ground px-[max(16px,1.6vw)] py-[max(10px,1vh)] text-[clamp(18px,2vw,40px)] leading-tight">
      <h1 className="min-w-0">
        <span lang="hi" className="font-strong">
          {clinic.nameHindi}
          {branch === null ? '' : `, ${branch.nameHindi}`}
        </span>
        <span aria-hidden className="text-ink-soft">
          {' · '}
        </span>
        <span lang="en" className="text-ink-soft">
          {clinic.name}
          {branch === null ? '' : `, ${branch.name}`}
        </span>
      </h1>
      <p className="shrink-0 font-strong tabular-nums">{now === null ? '' : clock.format(now)}</p>
    </header>
  );
}

function Panels({ view }: { view: WaitingRoomView }) {
  const now = useNow(1_000);
  const pages = Math.ceil(view.doctors.length / MOST_AT_ONCE);
  const page = pages > 1 && now !== null ? Math.floor(now / TURN_MS) % pages : 0;
  const doctors = view.doctors.slice(page * MOST_AT_ONCE, (page + 1) * MOST_AT_ONCE);
  if (doctors.length === 0)
    return (
      <p className="grid flex-1 place-items-center bg-surface p-8 text-center text-[clamp(20px,3vw,48px)] text-ink-soft">
        <Said words="noDoctors" />
      </p>
    );
  return (
    <div className={`grid min-h-0 flex-1 auto-rows-fr gap-px ${columnsOf(doctors.length)}`}>
      {doctors.map((doctor) => (
        <DoctorPanel key={doctor.id} doctor={doctor} />
      ))}
    </div>
  );
}

/** As near to a square as the number of doctors allows; on a phone one below the other. */
function columnsOf(count: number): string {
  if (count === 1) return '';
  return count === 2 || count === 4 ? 'md:grid-cols-2' : 'md:grid-cols-2 lg:grid-cols-3';
}
