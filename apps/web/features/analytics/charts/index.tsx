'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '../../../ui/skeleton.tsx';

/** Drawings are fetched after the page stands: figures and tables need none of their code. */
export const StackedBars = dynamic(() => import('./stacked-bars.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-55" />,
});
export const Lines = dynamic(() => import('./lines.tsx'), { ssr: false, loading: () => <Skeleton className="h-50" /> });

/** What the kinds of a drawing look like. */
export function Legend({ items }: { items: readonly { label: string; fill: string }[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {items.map(({ label, fill }) => (
        <li key={label} className="flex items-center gap-1.5">
          <svg width="14" height="12" aria-hidden>
            <rect width="14" height="12" rx="2" fill={fill} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Patterns that tell kinds apart without colour: once on a page, for drawings and their legends. */
export function Patterns() {
  return (
    <svg width="0" height="0" aria-hidden className="absolute">
      <defs>
        <pattern id="bars-lines" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-brand-wash" />
          <rect width="2" height="5" className="fill-brand" />
        </pattern>
        <pattern id="bars-dots" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" className="fill-attention-wash" />
          <circle cx="2.5" cy="2.5" r="1.4" className="fill-attention" />
        </pattern>
        <pattern id="bars-cross" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" className="fill-alarm-wash" />
          <path d="M0 0L6 6M6 0L0 6" className="stroke-alarm" strokeWidth="1.2" />
        </pattern>
      </defs>
    </svg>
  );
}
