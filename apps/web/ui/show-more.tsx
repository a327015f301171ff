import { Button } from './button.tsx';

/** The end of a list that has another page; nothing where it has none. */
export function ShowMore({
  query,
  words,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  words: { more: string; loading: string };
}) {
  if (!query.hasNextPage) return null;
  return (
    <div className="flex justify-center p-4">
      <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {query.isFetchingNextPage ? words.loading : words.more}
      </Button>
    </div>
  );
}
