'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useBrowserChoice } from '../shell/browser-choice.ts';
import { type ShortcutName, shortcutGroups, shortcuts } from './shortcuts.ts';

/** Every key of the desk, and the switch that turns single letters off. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('desk');
  const [areOn, turn] = useBrowserChoice('keys');
  const names = Object.keys(shortcuts) as ShortcutName[];
  return (
    <Modal label={t('keys.title')} onClose={onClose}>
      <div className="flex max-h-[70vh] flex-col">
        <div className="flex items-center gap-3 border-line border-b px-4 py-2">
          <h2 className="flex-1 font-strong text-lg">{t('keys.title')}</h2>
          <Button kind="quiet" isSquare aria-label={t('keys.close')} onClick={onClose}>
            <X aria-hidden className="size-4" />
          </Button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <div tabIndex={0} className="grid gap-x-8 gap-y-4 overflow-y-auto p-4 outline-offset-[-2px] sm:grid-cols-2">
          {shortcutGroups.map((group) => (
            <section key={group} aria-label={t(`keys.group.${group}`)}>
              <h3 className="mb-1 font-medium text-ink-soft text-sm">{t(`keys.group.${group}`)}</h3>
              <dl>
                {names
                  .filter((name) => shortcuts[name].group === group)
                  .map((name) => (
                    <div key={name} className="flex items-center justify-between gap-3 py-0.5">
                      <dt>{t(`keys.name.${name}`)}</dt>
                      <dd className="flex gap-1">
                        <span className="sr-only">{keysOf(name).join(' + ')}</span>
                        {keysOf(name).map((key) => (
                          <KeyCap key={key} isAlways>
                            {key}
                          </KeyCap>
                        ))}
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
        <label className="flex items-start gap-2 border-line border-t px-4 py-3">
          <input
            type="checkbox"
            checked={areOn}
            onChange={(event) => turn(event.target.checked)}
            className="mt-0.5 size-4 accent-brand"
          />
          <span>
            {t('keys.letters')}
            <span className="block text-ink-soft text-sm">{t('keys.lettersNote')}</span>
          </span>
        </label>
      </div>
    </Modal>
  );
}

function keysOf(name: ShortcutName): string[] {
  const shortcut = shortcuts[name];
  const key = shortcut.key.toUpperCase();
  return 'isWithModifier' in shortcut ? [isMac() ? '⌘' : 'Ctrl', key] : [key];
}

const isMac = (): boolean => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
