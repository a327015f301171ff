'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** While an import is written its progress is asked for this often. */
const WATCH_MS = 1_000;

/** The imports there were, each with what came of it, and the way back. */
export function ImportsList() {
  const t = useTranslations('patients.import');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const failureText = useFailureText();
  const { data: imports } = useQuery({
    ...trpc.imports.list.queryOptions(),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'waiting' || status === 'running') ? WATCH_MS : false,
  });
  const undo = useMutation({
    ...trpc.imports.undo.mutationOptions(),
    onSettled: () => {
      for (const router of [trpc.imports, trpc.patients, trpc.schedule])
        void queryClient.invalidateQueries({ queryKey: router.pathKey() });
    },
  });
  return (
    <section aria-label={t('before')} className="p-4">
      <h2 className="mb-2 font-strong">{t('before')}</h2>
      <div role="status">
        {undo.data ? (
          <p className="mb-2 rounded-md bg-live-wash px-3 py-2">
            {t('undone', { removed: undo.data.removed, kept: undo.data.kept.length })}
          </p>
        ) : null}
      </div>
      <p role="alert" className="text-alarm empty:hidden">
        {undo.isError ? failureText(undo.error) : ''}
      </p>
      {imports?.length === 0 ? <p className="text-ink-soft">{t('none')}</p> : null}
      <ul className="divide-y divide-line">
        {(imports ?? []).map((one) => (
          <li key={one.id} data-import={one.status} className="flex flex-wrap items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="font-medium">
                {t(`kinds.${one.kind}`)} · {t(`status.${one.status}`)}
              </span>
              <span className="block text-ink-soft text-sm">
                {[
                  times.dayAndTime(one.startedAt),
                  one.startedBy ?? '',
                  t('result', { made: one.made, skipped: one.skipped, failed: one.failed, total: one.total }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {one.status === 'done' && one.made > 0 ? (
              <Button disabled={undo.isPending} onClick={() => undo.mutate({ importId: one.id })}>
                {t('undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
