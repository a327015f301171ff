import {
  Check,
  CheckCheck,
  CircleHelp,
  CircleSlash,
  Clock,
  Eye,
  FolderCheck,
  type LucideIcon,
  RotateCw,
  Send,
  TriangleAlert,
} from 'lucide-react';
import type { Standing } from './message-standing.ts';

const marks: Record<Standing, { icon: LucideIcon; tone: string }> = {
  waits: { icon: Clock, tone: 'text-ink-soft' },
  again: { icon: RotateCw, tone: 'text-attention' },
  sending: { icon: Send, tone: 'text-brand' },
  asking: { icon: CircleHelp, tone: 'text-attention' },
  shown: { icon: Eye, tone: 'text-brand' },
  sent: { icon: Check, tone: 'text-live' },
  delivered: { icon: CheckCheck, tone: 'text-live' },
  read: { icon: CheckCheck, tone: 'text-live' },
  stopped: { icon: CircleSlash, tone: 'text-ink-soft' },
  dead: { icon: TriangleAlert, tone: 'text-alarm' },
  aside: { icon: FolderCheck, tone: 'text-ink-soft' },
};

/** How a message stands, as a shape; the word stands beside it. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { icon: Icon, tone } = marks[standing];
  return <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} strokeWidth={1.75} />;
}
