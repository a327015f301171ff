import type { WaitingRoomView } from '@vaani/clinic';
import { Clock } from 'lucide-react';
import { Said } from './words.tsx';

type Doctor = WaitingRoomView['doctors'][number];

/** One doctor: whose number is inside, in figures that are read across a room; who follows; how long it takes. */
export function DoctorPanel({ doctor }: { doctor: Doctor }) {
  return (
    <section
      aria-label={doctor.name}
      className="@container-size flex min-h-80 min-w-0 flex-col gap-[2cqh] overflow-hidden bg-surface px-[4cqw] py-[4cqh]"
    >
      <h2 className="leading-tight">
        <span lang="hi" className="block truncate font-strong text-[max(20px,min(9cqh,6cqw))]">
          {doctor.nameHindi}
        </span>
        <span lang="en" className="block truncate text-[max(16px,min(6.5cqh,4.5cqw))] text-ink-soft">
          {doctor.name}
        </span>
      </h2>
      {doctor.lateMin > 0 ? (
        <p className="flex w-fit items-center gap-[1.5cqw] rounded-md bg-attention-wash px-[2cqw] py-[1cqh] font-strong text-[max(15px,min(6cqh,4cqw))] text-attention leading-tight">
          <Clock aria-hidden className="size-[1.1em] shrink-0" strokeWidth={2.25} />
          <Said words="late" values={{ minutes: doctor.lateMin }} />
        </p>
      ) : null}
      <div className="flex min-h-0 flex-1 flex-col justify-center">
        <Inside doctor={doctor} />
      </div>
      {doctor.state === 'open' || doctor.state === 'before' ? <Following doctor={doctor} /> : null}
    </section>
  );
}

function Inside({ doctor }: { doctor: Doctor }) {
  const words = 'text-[max(18px,min(8cqh,5.5cqw))] leading-tight';
  if (doctor.state === 'away' || doctor.state === 'over')
    return <Said words={doctor.state} className={`${words} text-ink-soft`} />;
  if (doctor.state === 'before')
    return <Said words="before" values={{ time: doctor.from }} className={`${words} text-ink-soft`} />;
  if (doctor.running.length === 0) return <Said words="nobodyInside" className={`${words} text-ink-soft`} />;
  const size = doctor.running.length === 1 ? 'text-[max(72px,min(42cqh,40cqw))]' : 'text-[max(48px,min(28cqh,24cqw))]';
  return (
    <>
      <Said words="inside" className="text-[max(15px,min(5.5cqh,4cqw))] text-ink-soft leading-tight" />
      <p role="status" className={`${size} font-strong text-brand leading-none tabular-nums`}>
        {doctor.running.join(' ')}
      </p>
    </>
  );
}

function Following({ doctor }: { doctor: Doctor }) {
  const { next, waiting, newcomerMin } = doctor;
  return (
    <div className="space-y-[1.5cqh] border-line border-t pt-[2.5cqh]">
      <p className="flex flex-wrap items-baseline gap-x-[3cqw]">
        <Said
          words={next.length > 0 ? 'next' : 'nobodyNext'}
          className="text-[max(15px,min(5.5cqh,4cqw))] text-ink-soft"
        />
        <span className="font-strong text-[max(28px,min(13cqh,10cqw))] leading-none tabular-nums">
          {next.join('  ')}
        </span>
      </p>
      <p className="flex flex-wrap justify-between gap-x-[3cqw] text-[max(14px,min(5cqh,3.4cqw))] leading-snug">
        <Said words="waiting" values={{ count: waiting }} />
        {newcomerMin === null ? null : newcomerMin === 0 ? (
          <Said words="soon" />
        ) : (
          <Said words="wait" values={{ minutes: newcomerMin }} />
        )}
      </p>
    </div>
  );
}
