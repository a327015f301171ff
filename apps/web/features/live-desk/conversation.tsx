'use client';

import { clsx } from 'clsx';
import { ArrowDown, Check, Headset, LoaderCircle, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CallDetail } from '../../server/routers/calls-schemas.ts';
import { useActText } from '../calls/act-words.ts';
import { clockText, useTimes } from '../shell/use-times.ts';
import type { ToolNote, Turn } from './board.ts';
import { useToolText } from './call-words.ts';
import { useDirectory } from './use-directory.ts';

/** What somebody of the staff did with the call. */
export type StaffAct = CallDetail['acts'][number];

type Line =
  | { kind: 'turn'; atMs: number; turn: Turn }
  | { kind: 'tool'; atMs: number; note: ToolNote }
  | { kind: 'act'; atMs: number; act: StaffAct };

/**
 * What was said, as two columns with the time between them: the caller at the left, the clinic's side at the right.
 * Finished turns are announced to screen readers where `isAnnounced`; words that may still change are not.
 */
export function Conversation({
  turns,
  tools,
  acts = noActs,
  isAnnounced,
  startsAt = 'end',
  empty,
}: {
  turns: readonly Turn[];
  tools: readonly ToolNote[];
  /** Where the record tells of them. */
  acts?: readonly StaffAct[];
  isAnnounced: boolean;
  /** A call under way is read at its end, one that is over from its beginning. */
  startsAt?: 'top' | 'end';
  empty: ReactNode;
}) {
  const t = useTranslations('live');
  const lines = useMemo(() => inOrder(turns, tools, acts), [turns, tools, acts]);
  const { box, end, isAtEnd, goToEnd } = useStickToEnd(lines, startsAt === 'end');
  return (
    <div className="@container relative min-h-0 flex-1">
      <section
        ref={box}
        aria-label={t('conversation')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-y-auto outline-offset-[-2px]"
      >
        <div
          aria-hidden
          className="sticky top-0 z-10 hidden grid-cols-[1fr_4rem_1fr] border-line border-b bg-surface px-4 py-1 text-ink-soft text-xs @lg:grid"
        >
          <span>{t('who.caller')}</span>
          <span />
          <span className="pl-3">{t('who.agent')}</span>
        </div>
        {lines.length === 0 ? empty : null}
        <div role="log" aria-live={isAnnounced ? 'polite' : 'off'}>
          <ol className="px-4 py-2">
            {lines.map((line) =>
              line.kind === 'turn' ? (
                <TurnLine key={line.turn.turnId} turn={line.turn} />
              ) : line.kind === 'tool' ? (
                <ToolLine key={line.note.toolCallId} note={line.note} />
              ) : (
                <ActLine key={line.act.id} act={line.act} />
              ),
            )}
          </ol>
        </div>
        <div ref={end} />
      </section>
      {isAtEnd ? null : (
        <button
          type="button"
          onClick={goToEnd}
          className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1 rounded-full bg-ink px-3 py-1 text-ground text-sm shadow-float"
        >
          <ArrowDown aria-hidden className="size-3.5" />
          {t('latest')}
        </button>
      )}
    </div>
  );
}

function TurnLine({ turn }: { turn: Turn }) {
  const t = useTranslations('live');
  const isCaller = turn.who === 'caller';
  return (
    <li data-turn-id={turn.turnId} className="grid grid-cols-[3rem_1fr] gap-y-0.5 py-1.5 @lg:grid-cols-[1fr_4rem_1fr]">
      <span className="text-ink-soft text-xs leading-5 @lg:col-start-2 @lg:row-start-1 @lg:text-center">
        {clockText(turn.startedMs)}
        {isCaller || turn.gapMs === undefined ? null : (
          <span className="block text-[11px] leading-3" title={t('gapTitle')}>
            {t('gap', { seconds: turn.gapMs / 1_000 })}
          </span>
        )}
      </span>
      <div
        lang={turn.language === 'hi' ? 'hi' : 'en'}
        className={clsx(
          'col-start-2 min-w-0 break-words',
          isCaller ? '@lg:col-start-1 @lg:row-start-1' : 'border-brand border-l-2 pl-3 @lg:col-start-3 @lg:row-start-1',
        )}
      >
        <span className={clsx('text-ink-soft text-xs', turn.who === 'staff' ? 'block' : 'block @lg:sr-only')}>
          {t(`who.${turn.who}`)}
        </span>
        <Words turn={turn} />
      </div>
    </li>
  );
}

function Words({ turn }: { turn: Turn }) {
  const t = useTranslations('live');
  if (turn.isUnclear) return <em className="text-attention not-italic">{t('unclear')}</em>;
  if (!turn.isFinal) {
    return (
      <span aria-hidden className="text-ink-soft">
        {turn.text}
        <span className="breathe ml-1 inline-block h-3.5 w-0.5 translate-y-0.5 bg-ink-soft" />
      </span>
    );
  }
  return (
    <>
      {turn.text}
      {turn.isInterrupted ? <span className="text-ink-soft"> — {t('interrupted')}</span> : null}
    </>
  );
}

function ToolLine({ note }: { note: ToolNote }) {
  const toolText = useToolText();
  const t = useTranslations('live.toolState');
  const times = useTimes();
  const directory = useDirectory();
  const about = [
    note.doctorId ? directory.doctorName(note.doctorId) : '',
    note.startsAt && !Number.isNaN(Date.parse(note.startsAt)) ? times.dayAndTime(note.startsAt) : '',
  ]
    .filter(Boolean)
    .join(', ');
  const state = note.isOk === undefined ? 'running' : note.isOk ? 'done' : 'refused';
  const Icon = state === 'running' ? LoaderCircle : state === 'done' ? Check : X;
  return (
    <li className="flex items-center justify-center gap-1.5 py-1 text-ink-soft text-xs">
      <Icon aria-hidden className={clsx('size-3.5', state === 'refused' && 'text-attention')} />
      <span>
        {toolText(note.tool)}
        {about === '' ? null : `: ${about}`}
      </span>
      <span className={state === 'refused' ? undefined : 'sr-only'}>{t(state)}</span>
    </li>
  );
}

function ActLine({ act }: { act: StaffAct }) {
  const actText = useActText();
  return (
    <li className="flex items-center justify-center gap-1.5 py-1 text-ink-soft text-xs">
      <Headset aria-hidden className="size-3.5 text-brand" />
      <span>{actText(act)}</span>
    </li>
  );
}

const noActs: readonly StaffAct[] = [];

function inOrder(turns: readonly Turn[], tools: readonly ToolNote[], acts: readonly StaffAct[]): Line[] {
  const lines: Line[] = [
    ...turns.map((turn): Line => ({ kind: 'turn', atMs: turn.startedMs, turn })),
    ...tools.map((note): Line => ({ kind: 'tool', atMs: note.atMs, note })),
    ...acts.map((act): Line => ({ kind: 'act', atMs: act.atMs, act })),
  ];
  return lines.sort((a, b) => a.atMs - b.atMs);
}

const NEAR_END_PX = 48;

/** Keeps the newest line in sight, unless the reader has scrolled up to look at something. */
function useStickToEnd(lines: readonly Line[], isSticky: boolean) {
  const box = useRef<HTMLElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const wasAtEnd = useRef(isSticky);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !isSticky) return;
    const look = () => {
      wasAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
      setIsAtEnd(wasAtEnd.current);
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [isSticky]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is the reason to look
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && wasAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [lines]);

  return { box, end, isAtEnd, goToEnd: () => end.current?.scrollIntoView({ block: 'end' }) };
}
