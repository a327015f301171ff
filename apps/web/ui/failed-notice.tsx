import { TriangleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What stands where something could not be fetched: what is safe, and the way to try again. */
export function FailedNotice({
  words,
  onRetry,
}: {
  words: { title: string; body: string; action: string };
  onRetry: () => void;
}) {
  return (
    <Notice icon={TriangleAlert} title={words.title} isAlarm action={<Button onClick={onRetry}>{words.action}</Button>}>
      {words.body}
    </Notice>
  );
}
