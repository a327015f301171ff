import { Skeleton } from '../../ui/skeleton.tsx';

/** The shape every page of the desk begins with: a head, and rows. */
export default function Loading() {
  return (
    <div className="flex h-full flex-col" aria-busy>
      <div className="flex h-13 items-center gap-4 border-line border-b bg-surface px-4">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-5 w-44" />
      </div>
      <div className="space-y-3 p-4">
        {['w-3/4', 'w-2/3', 'w-4/5', 'w-1/2', 'w-3/5'].map((width) => (
          <Skeleton key={width} className={`h-5 ${width}`} />
        ))}
      </div>
    </div>
  );
}
