'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Bot, BotOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';

const modes = ['always', 'after-hours', 'no-answer', 'never'] as const;
export type Answers = (typeof modes)[number];

/** When the AI answers: a word for all, one click away for those who may change it. */
export function AnswerSwitch({ answers }: { answers: Answers }) {
  const t = useTranslations('desk.answers');
  const { role } = usePerson();
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const save = useMutation({
    ...trpc.duty.setAnswers.mutationOptions(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.duty.now.queryKey() }),
  });
  const Icon = answers === 'never' ? BotOff : Bot;
  const face = (
    <>
      <Icon aria-hidden className={answers === 'never' ? 'size-4 text-attention' : 'size-4'} />
      {t(`short.${answers}`)}
    </>
  );
  if (role !== 'admin') {
    return (
      <p className="flex shrink-0 items-center gap-1.5" title={t(`mode.${answers}`)}>
        {face}
      </p>
    );
  }
  return (
    <>
      <Menu
        side="top"
        align="end"
        trigger={
          <Button title={t(`mode.${answers}`)} disabled={save.isPending}>
            {face}
          </Button>
        }
      >
        <MenuChoice
          label={t('label')}
          value={answers}
          options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
          onChoose={(chosen) => save.mutate({ answers: chosen })}
        />
      </Menu>
      {save.isError ? (
        <p role="alert" className="text-alarm">
          {t('failed')}
        </p>
      ) : null}
    </>
  );
}
