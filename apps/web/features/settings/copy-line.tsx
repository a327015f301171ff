'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';

/** Something to be pasted elsewhere, with the button that takes it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const t = useTranslations('settings.form');
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="space-y-1">
      <p className="font-medium text-sm">{label}</p>
      <div className="flex items-start gap-2">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls sideways, which the keyboard must be able to do */}
        <code tabIndex={0} aria-label={label} className="min-w-0 flex-1 overflow-x-auto whitespace-pre rounded-md bg-sunken px-2.5 py-1.5 text-sm">
          {text}
        </code>
        <Button
          aria-label={`${t('copy')}: ${label}`}
          onClick={async () => {
            await navigator.clipboard.writeText(text);
            setIsCopied(true);
          }}
        >
          {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
      </div>
    </div>
  );
}
