'use client';

import { FailedPage } from '../features/shell/failed-page.tsx';

export default function PageError({ reset }: { reset: () => void }) {
  return (
    <main className="h-dvh">
      <FailedPage reset={reset} />
    </main>
  );
}
