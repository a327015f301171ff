'use client';

import { useTranslations } from 'next-intl';
import type { LineState } from './line.ts';

/** How the browser's line stands, as a sentence; null where there is none. */
export function useLineText(): (state: LineState) => string | null {
  const t = useTranslations('live.line');
  const tFailed = useTranslations('voiceLine.failed');
  return (state) => {
    switch (state.phase) {
      case 'off':
        return null;
      case 'connecting':
        return t(`connecting.${state.purpose}`);
      case 'again':
        return t('again');
      case 'open':
        if (state.isMicrophoneLost) return t('microphoneLost');
        return state.isMuted ? t('muted') : t(`open.${state.purpose}`);
      case 'over':
        return state.sentence ?? t('over');
      case 'failed':
        return state.sentence ?? (state.fault === 'lost' ? t('lost') : tFailed(state.fault));
    }
  };
}
