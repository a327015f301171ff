'use client';

import { FailedNotice } from '../features/shell/failed-notice.tsx';

export default function PageError({ reset }: { reset: () => void }) {
  return (
    <main className="h-dvh">
      <FailedNotice reset={reset} />
    </main>
  );
}
