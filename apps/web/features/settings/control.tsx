'use client';

import { clsx } from 'clsx';
import { type Field, type FieldValue, shownOf, typedValue } from './fields.ts';

const inputClass =
  'rounded-md border border-line-strong bg-surface px-2.5 text-base outline-offset-0 pointer-coarse:text-lg aria-invalid:border-alarm';

/** The control of a field alone: its words stand around it. */
export function Control({
  field,
  value,
  isInline,
  label,
  id,
  describedBy,
  isInvalid,
  onChange,
}: {
  field: Field;
  value: FieldValue;
  /** Stands within a sentence. */
  isInline: boolean;
  /** What it is called, where no label points to it. */
  label?: string;
  id?: string;
  describedBy?: string;
  isInvalid: boolean;
  onChange: (value: FieldValue) => void;
}) {
  const { kind, options = [], isOptional, min, max, lang, type, hint } = field;
  const names = {
    id,
    name: field.name,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
  };
  if (kind === 'check')
    return (
      <input
        {...names}
        type="checkbox"
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-brand pointer-coarse:size-6"
      />
    );
  if (kind === 'choice')
    return (
      <select
        {...names}
        value={value === null ? '' : String(value)}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        className={clsx(inputClass, 'h-9 max-w-full pr-7 pointer-coarse:h-11', isInline ? 'mx-1' : 'block w-full')}
      >
        {isOptional ? <option value="">{hint ?? ''}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  if (kind === 'several') return <Several field={field} value={value} onChange={onChange} />;
  const common = {
    ...names,
    value: shownOf(field, value),
    lang,
    placeholder: hint,
    required: !isOptional && kind !== 'lines',
    onChange: (event: { target: { value: string } }) => onChange(typedValue(field, event.target.value)),
  };
  if (kind === 'long' || kind === 'lines')
    return (
      <textarea
        {...common}
        required={false}
        rows={kind === 'lines' ? 3 : 3}
        className={clsx(inputClass, 'block w-full py-1.5')}
      />
    );
  const isNumber = kind === 'number' || kind === 'money';
  const isTime = kind === 'time' || kind === 'end-time';
  return (
    <input
      {...common}
      type={isTime ? 'time' : isNumber ? 'number' : (type ?? 'text')}
      min={min}
      max={max}
      step={kind === 'money' ? '0.01' : undefined}
      maxLength={isNumber || isTime ? undefined : max}
      className={clsx(
        inputClass,
        'h-9 pointer-coarse:h-11',
        isInline ? 'mx-1' : 'block w-full',
        isInline && isNumber && (kind === 'money' ? 'w-28' : 'w-20'),
        isInline && !isNumber && !isTime && 'w-48 max-w-full',
      )}
    />
  );
}

/** Some of a few, each a press. */
function Several({
  field: { options = [], label },
  value,
  onChange,
}: {
  field: Field;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
}) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const isNumbers = Array.isArray(value) && value.some((one) => typeof one === 'number');
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex items-center gap-1.5 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => {
              const next = options
                .map((one) => one.value)
                .filter((one) => (one === option.value ? event.target.checked : chosen.includes(one)));
              onChange(isNumbers || /^\d+$/.test(option.value) ? next.map(Number) : next);
            }}
            className="size-4 accent-brand pointer-coarse:size-6"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
