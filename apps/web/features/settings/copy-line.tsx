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
        <input
          readOnly
          aria-label={label}
          value={text}
          onFocus={(event) => event.target.select()}
          className="h-8 min-w-0 flex-1 rounded-md bg-sunken px-2.5 font-mono text-sm pointer-coarse:h-10"
        />
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
