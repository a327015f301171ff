import { Skeleton } from './skeleton.tsx';

/** Rows of a table that is being fetched. */
export function RowsLoading() {
  return (
    <div aria-hidden className="divide-y divide-line border-line border-t">
      {['w-40', 'w-28', 'w-36', 'w-44', 'w-32', 'w-24'].map((width) => (
        <div key={width} className="flex items-center gap-8 px-4 py-2.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-4 flex-1" />
        </div>
      ))}
    </div>
  );
}
