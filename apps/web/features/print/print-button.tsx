'use client';

import { Printer } from 'lucide-react';
import { Button } from '../../ui/button.tsx';

/** Opens the browser's own print dialog. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button kind="primary" onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" />
      {label}
    </Button>
  );
}
