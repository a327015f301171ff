'use client';

import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { csvOf } from './csv.ts';

/** A cell: what it says, what a file says, and the calls behind it. */
export interface Cell {
  text: string;
  /** For the file: a plain number or date. As `text` where it is missing. */
  plain?: string | number | null;
  href?: string | undefined;
}

export interface Column {
  label: string;
  isNumber?: boolean;
}

interface FrameProps {
  title: string;
  /** Of the file, without its ending. */
  name: string;
  hint?: string | undefined;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

/**
 * A drawing with the same as a table beneath, for whoever can't see it or wants the calls behind a number, and as a file. Without a drawing the table
 * stands open.
 */
export function ChartFrame({ children, ...frame }: FrameProps & { children?: ReactNode }) {
  const t = useTranslations('analytics');
  // Hundreds of links that nobody looks at are not made: the table comes with its opening.
  const [isOpen, setIsOpen] = useState(false);
  const table = <FigureTable title={frame.title} columns={frame.columns} rows={frame.rows} />;
  return (
    <div className="mt-6 min-w-0">
      <FrameHead {...frame} />
      {children === undefined ? (
        table
      ) : (
        <>
          {children}
          <details className="mt-1" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
            <summary className="w-fit cursor-pointer rounded-sm text-ink-soft text-sm hover:text-ink">
              {t('table')}
            </summary>
            {isOpen ? table : null}
          </details>
        </>
      )}
    </div>
  );
}

/** What figures are called, and the press that takes them away as a file. */
export function FrameHead({ title, name, hint, columns, rows }: FrameProps) {
  const t = useTranslations('analytics');
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csvOf(columns, rows)], { type: 'text/csv;charset=utf-8' }));
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <div className="flex items-center gap-2">
        <h3 className="font-medium">{title}</h3>
        <Button kind="quiet" aria-label={t('csvLabel', { title })} onClick={download}>
          <Download aria-hidden className="size-3.5" />
          {t('csv')}
        </Button>
      </div>
      {hint ? <p className="text-ink-soft text-sm">{hint}</p> : null}
    </>
  );
}

export function FigureTable({ title, columns, rows }: Pick<FrameProps, 'title' | 'columns' | 'rows'>) {
  return (
    <section
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
      tabIndex={0}
      className="mt-1 max-h-96 overflow-auto"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-ink-soft">
            {columns.map(({ label, isNumber }) => (
              <th
                key={label}
                scope="col"
                className={`sticky top-0 border-line border-b bg-surface px-2 py-1.5 font-medium first:pl-0 ${isNumber ? 'text-right' : 'text-left'}`}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]?.text} className="border-line border-b">
              {row.map((cell, index) => (
                <FigureCell
                  key={columns[index]?.label}
                  cell={cell}
                  isHead={index === 0}
                  column={columns[index]}
                  row={row[0]?.text ?? ''}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FigureCell({
  cell,
  isHead,
  column,
  row,
}: {
  cell: Cell;
  isHead: boolean;
  column: Column | undefined;
  row: string;
}) {
  const t = useTranslations('analytics');
  const text =
    cell.href === undefined ? (
      cell.text
    ) : (
      <Link
        href={cell.href}
        prefetch={false}
        aria-label={isHead ? undefined : t('open', { label: `${row}, ${column?.label ?? ''}`, value: cell.text })}
        className="underline decoration-line-strong underline-offset-2 hover:decoration-brand"
      >
        {cell.text}
      </Link>
    );
  return isHead ? (
    <th scope="row" className="whitespace-nowrap py-1.5 pr-2 text-left font-normal">
      {text}
    </th>
  ) : (
    <td className={`whitespace-nowrap px-2 py-1.5 ${column?.isNumber ? 'text-right' : ''}`}>{text}</td>
  );
}
