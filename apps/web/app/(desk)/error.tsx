'use client';

import { FailedPage } from '../../features/shell/failed-page.tsx';

/** A page of the desk failed: the rail stays. */
export default function PageError({ reset }: { reset: () => void }) {
  return (
    <div className="h-full">
      <FailedPage reset={reset} />
    </div>
  );
}
