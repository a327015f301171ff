import {
  CalendarCheck,
  CalendarSync,
  CalendarX,
  Headset,
  Info,
  type LucideIcon,
  MessageSquare,
  PhoneForwarded,
  PhoneMissed,
  TriangleAlert,
} from 'lucide-react';
import type { CallSummary } from '../../server/routers/calls-schemas.ts';

const marks: Record<NonNullable<CallSummary['outcome']>, { icon: LucideIcon; tone: string }> = {
  booked: { icon: CalendarCheck, tone: 'text-live' },
  moved: { icon: CalendarSync, tone: 'text-live' },
  cancelled: { icon: CalendarX, tone: 'text-ink-soft' },
  informed: { icon: Info, tone: 'text-ink-soft' },
  message: { icon: MessageSquare, tone: 'text-attention' },
  transferred: { icon: PhoneForwarded, tone: 'text-brand' },
  staff: { icon: Headset, tone: 'text-brand' },
  emergency: { icon: TriangleAlert, tone: 'text-alarm' },
  abandoned: { icon: PhoneMissed, tone: 'text-ink-soft' },
  failed: { icon: TriangleAlert, tone: 'text-alarm' },
};

/** An outcome as a shape; the word stands beside it. A call under way has the breathing dot. */
export function OutcomeMark({ outcome }: { outcome: CallSummary['outcome'] }) {
  if (outcome === null) return <span aria-hidden className="breathe mx-0.75 size-2.5 rounded-full bg-live" />;
  const { icon: Icon, tone } = marks[outcome];
  return <Icon aria-hidden className={`size-4 shrink-0 ${tone}`} strokeWidth={1.75} />;
}
