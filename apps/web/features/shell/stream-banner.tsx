'use client';

import { CloudOff, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useStreamStatus } from '../live-stream/live-stream-provider.tsx';

/** A blip that mends itself is nobody's business: the line appears when it lasts. */
const GRACE_MS = 1_500;

/** Says above the page that what it shows may be old, and what is safe meanwhile. */
export function StreamBanner() {
  const t = useTranslations('stream');
  const status = useStreamStatus();
  const [shown, setShown] = useState<'behind' | 'offline' | null>(null);

  useEffect(() => {
    if (status === 'live' || status === 'connecting') {
      if (status === 'live') setShown(null);
      return;
    }
    const timer = setTimeout(() => setShown(status), GRACE_MS);
    return () => clearTimeout(timer);
  }, [status]);

  const Icon = shown === 'offline' ? CloudOff : RefreshCw;
  return (
    <div role="status" data-stream={status}>
      {shown ? (
        <p className="flex items-center gap-2 border-attention border-b bg-attention-wash px-4 py-1.5 text-sm">
          <Icon aria-hidden className="size-4 shrink-0 text-attention" />
          <span className="font-medium">{t(`${shown}.title`)}</span>
          <span className="max-sm:sr-only">{t(`${shown}.body`)}</span>
        </p>
      ) : null}
    </div>
  );
}
