'use client';

import { FailedNotice } from '../../features/shell/failed-notice.tsx';

/** A page of the desk failed: the rail stays. */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <div className="h-full">
      <FailedNotice reset={reset} />
    </div>
  );
}
