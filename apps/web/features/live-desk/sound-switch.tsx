'use client';

import { Bell, BellOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { shortcuts } from '../palette/shortcuts.ts';
import { useBrowserChoice } from '../shell/browser-choice.ts';

/** Sounds of this browser, on or off. The key is everywhere, the button here. */
export function SoundSwitch() {
  const t = useTranslations('live.sound');
  const [isOn, turn] = useBrowserChoice('sounds');
  const Icon = isOn ? Bell : BellOff;
  return (
    <Button
      kind="quiet"
      isSquare
      aria-pressed={isOn}
      aria-label={t('label')}
      aria-keyshortcuts={shortcuts.sound.key}
      title={t(isOn ? 'on' : 'off')}
      onClick={() => turn(!isOn)}
    >
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
