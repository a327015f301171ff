'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Control } from './control.tsx';
import type { Failure } from './failure.ts';
import { FailureLine } from './failure-line.tsx';
import type { Field, FieldValue } from './fields.ts';
import type { Act } from './use-act.ts';
import { useRecord, type Values } from './use-record.ts';

/**
 * A form of plain sentences. What may be typed is the server's to say (its schema is the one list of rules): a refusal
 * stands under the control that it names, and what was typed stays.
 * @param act says how saving goes; `onSave` does it.
 */
export function RecordForm<V extends { [K in keyof V]: FieldValue }>({
  fields,
  values,
  act,
  onSave,
  save,
  saved,
  children,
  extra,
  isNew = false,
  clears = false,
}: {
  fields: readonly Field<keyof V & string>[];
  /** As they are saved; a form that nobody has touched follows them. */
  values: V;
  act: Act;
  /** True once it is done. */
  onSave: (values: V) => unknown;
  save?: string;
  saved?: string;
  /** Beside the button. */
  children?: ReactNode;
  /** The same, given what is typed just now. */
  extra?: (current: () => V) => ReactNode;
  /** Nothing is saved yet: the button is on from the start. */
  isNew?: boolean;
  /** Adds to a list: empty again once it is done. */
  clears?: boolean;
}) {
  const t = useTranslations('settings.form');
  const record = useRecord(values as Values, act.failure !== null);
  const { isDirty } = record;
  const blamed = fields.find(({ name }) => isAbout(act.failure, name));
  return (
    <form
      noValidate={false}
      onSubmit={async (event) => {
        event.preventDefault();
        if ((await onSave(record.values as V)) === true && clears) record.reset();
      }}
      onChange={() => (act.isDone || act.failure ? act.forget() : undefined)}
      className="space-y-4"
    >
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          value={record.values[field.name] ?? null}
          failure={field === blamed ? act.failure : null}
          onChange={(value) => record.type(field.name, value)}
        />
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" type="submit" disabled={act.isBusy || !(isDirty || isNew)}>
          {act.isBusy ? t('saving') : (save ?? t('save'))}
        </Button>
        {isDirty && !isNew ? (
          <Button kind="quiet" disabled={act.isBusy} onClick={record.reset}>
            {t('undo')}
          </Button>
        ) : null}
        {children}
        {extra?.(() => record.values as V)}
        <div role="status">
          {act.isDone && !isDirty ? <span className="text-live text-sm">{saved ?? t('saved')}</span> : null}
          {blamed === undefined ? <FailureLine failure={act.failure} /> : null}
        </div>
      </div>
    </form>
  );
}

const isAbout = (failure: Failure | null, name: string): boolean =>
  failure?.field === name || failure?.field?.startsWith(`${name}.`) === true;

function FieldRow({
  field,
  value,
  failure,
  onChange,
}: {
  field: Field;
  value: FieldValue;
  failure: Failure | null;
  onChange: (value: FieldValue) => void;
}) {
  const id = useId();
  const problem = failure === null ? undefined : `${id}-problem`;
  const meaning = field.meaning === undefined ? undefined : `${id}-meaning`;
  const described = [problem, meaning].filter(Boolean).join(' ') || undefined;
  const isCheck = field.kind === 'check';
  const isGroup = field.kind === 'several';
  const common = {
    field,
    value,
    onChange,
    isInvalid: failure !== null,
    ...(described ? { describedBy: described } : {}),
  };
  return (
    <div className="grid gap-x-8 gap-y-1 lg:grid-cols-[minmax(0,1fr)_16rem]">
      <div className="min-w-0 space-y-1">
        {field.sentence !== undefined ? (
          <Sentence
            text={field.sentence.replace('[]', '[it]')}
            parts={{
              it: <Control {...common} isInline label={field.label} />,
            }}
          />
        ) : isCheck ? (
          <label htmlFor={id} className="flex items-start gap-2 pointer-coarse:min-h-10">
            <span className="flex h-5 items-center">
              <Control {...common} isInline id={id} />
            </span>
            {field.label}
          </label>
        ) : (
          <>
            {isGroup ? (
              <p className="font-medium" aria-hidden>
                {field.label}
              </p>
            ) : (
              <label htmlFor={id} className="block font-medium">
                {field.label}
              </label>
            )}
            <Control {...common} isInline={false} id={id} />
          </>
        )}
        <div role="alert">
          <FailureLine failure={failure} label={field.label} {...(problem ? { id: problem } : {})} />
        </div>
      </div>
      {field.meaning === undefined ? null : (
        <p
          id={meaning}
          className={clsx('text-ink-soft text-sm', isCheck ? '' : field.sentence ? 'lg:pt-1.5' : 'lg:pt-6')}
        >
          {field.meaning}
        </p>
      )}
    </div>
  );
}
