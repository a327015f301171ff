'use client';

import { Timer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { CallDetail } from '../../server/routers/calls-schemas.ts';
import { Notice } from '../../ui/notice.tsx';
import { clockText } from '../shell/use-times.ts';
import { type Answer, answersOf, type Stage } from './waterfall.ts';

/** Each has a colour and a pattern. */
const looks: Record<Stage, string> = {
  waiting: 'bar-3 text-ink-soft',
  hearing: 'bg-ink-soft',
  reply: 'bg-brand',
  thinking: 'bg-brand',
  speaking: 'bar-2 text-brand',
};

/** How long the caller waited for each answer, and for what: a bar for each, on one scale. */
export function CallTiming({ call }: { call: CallDetail }) {
  const t = useTranslations('calls.timing');
  const answers = answersOf(call.turns);
  if (answers.length === 0) {
    return (
      <Notice icon={Timer} title={t('none.title')}>
        {t('none.body')}
      </Notice>
    );
  }
  const longest = Math.max(...answers.map(({ gapMs }) => gapMs));
  const shown = [...new Set(answers.flatMap(({ stages }) => stages.map(({ stage }) => stage)))];
  return (
    <div className="p-4">
      <p className="text-ink-soft text-sm">{t('lead')}</p>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {shown.map((stage) => (
          <li key={stage} className="flex items-center gap-1.5">
            <span aria-hidden className={`h-3 w-4 rounded-xs ${looks[stage]}`} />
            {t(`stage.${stage}`)}
          </li>
        ))}
      </ul>
      <table className="mt-3 w-full table-fixed text-sm">
        <caption className="sr-only">{t('caption')}</caption>
        <colgroup>
          <col className="w-12" />
          <col className="w-2/5" />
          <col />
          <col className="w-18" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('at')}</th>
            <th scope="col">{t('answer')}</th>
            <th scope="col">{t('parts')}</th>
            <th scope="col">{t('waited')}</th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <AnswerRow key={answer.turnId} answer={answer} longest={longest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AnswerRow({ answer, longest }: { answer: Answer; longest: number }) {
  const t = useTranslations('calls.timing');
  const seconds = (ms: number) => t('seconds', { seconds: ms / 1_000 });
  const parts = answer.stages.map(({ stage, lengthMs }) => `${t(`stage.${stage}`)}: ${seconds(lengthMs)}`).join(', ');
  return (
    <tr className="border-line border-t align-top">
      <td className="py-2 pr-3 text-ink-soft">{clockText(answer.startedMs)}</td>
      <td className="truncate py-2 pr-3" lang={answer.language === 'hi' ? 'hi' : 'en'} title={answer.text}>
        {answer.text}
      </td>
      <td className="py-2 pr-3">
        <span className="sr-only">{parts}</span>
        <span aria-hidden title={parts} className="block space-y-px">
          {answer.stages.map(({ stage, fromMs, lengthMs }) => (
            <span key={stage} className="relative block h-2">
              <span
                className={`absolute inset-y-0 min-w-0.5 rounded-xs ${looks[stage]}`}
                style={{ left: `${(fromMs / longest) * 100}%`, width: `${(lengthMs / longest) * 100}%` }}
              />
            </span>
          ))}
        </span>
      </td>
      <td className="whitespace-nowrap py-2 text-right">{seconds(answer.gapMs)}</td>
    </tr>
  );
}
