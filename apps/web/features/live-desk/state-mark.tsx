import { Headset, Pause, PhoneIncoming, PhoneOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { BoardCall } from './board.ts';
import { needOf } from './need.ts';

/** The state of a call as a shape: told apart without colour, named for those who cannot see it. @param isOnBand it stands on a filled band, in its ink. */
export function StateMark({ call, isOnBand = false }: { call: BoardCall; isOnBand?: boolean }) {
  const t = useTranslations('live.state');
  const need = needOf(call);
  const isAlarm = need === 'emergency' || need === 'failed';
  return (
    <span className="flex size-4 shrink-0 items-center justify-center" title={t(call.state)}>
      <Shape state={call.state} isAlarm={isAlarm} isOnBand={isOnBand} />
      <span className="sr-only">{t(call.state)}</span>
    </span>
  );
}

function Shape({ state, isAlarm, isOnBand }: { state: BoardCall['state']; isAlarm: boolean; isOnBand: boolean }) {
  if (isAlarm) return <TriangleAlert aria-hidden className={isOnBand ? 'size-4' : 'size-4 text-alarm'} />;
  switch (state) {
    case 'ringing':
      return <PhoneIncoming aria-hidden className="size-4 text-live" />;
    case 'talking':
      return <span aria-hidden className="breathe size-2.5 rounded-full bg-live" />;
    case 'on-hold':
      return <Pause aria-hidden className="size-4 fill-current text-attention" />;
    case 'staff':
      return <Headset aria-hidden className="size-4 text-brand" />;
    case 'ended':
      return <PhoneOff aria-hidden className="size-3.5 text-ink-soft" />;
  }
}
