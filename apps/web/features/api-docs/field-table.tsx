import { getTranslations } from 'next-intl/server';
import { PlainText } from './plain-text.tsx';
import { nameOf, type Schema, typeOf } from './schema.ts';

export interface Field {
  name: string;
  where?: string;
  isRequired: boolean;
  description?: string | undefined;
  schema: Schema;
}

/** Names, what they hold, and what it means. */
export async function FieldTable({ fields, caption }: { fields: Field[]; caption: string }) {
  const t = await getTranslations('apiDocs');
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="pb-1 text-left font-strong">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('value')}</th>
          <th scope="col">{t('meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={`${field.where ?? ''} ${field.name}`} className="border-line border-t align-top">
            <th scope="row" className="min-w-28 py-1 pr-4 text-left font-normal">
              <code className="font-mono text-xs max-md:wrap-anywhere">{field.name}</code>
              <span className="block text-ink-soft text-xs">
                {[field.where, field.isRequired ? t('required') : t('optional')].filter(Boolean).join(', ')}
              </span>
            </th>
            <td className="py-1 pr-4 text-xs">
              <TypeName schema={field.schema} />
            </td>
            <td className="py-1">
              <PlainText text={field.description ?? field.schema.description ?? ''} />
              {field.schema.default === undefined ? null : (
                <span className="block text-ink-soft text-xs">
                  {t('default', { value: String(field.schema.default) })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a value may be; the name of an object leads to it. */
export function TypeName({ schema }: { schema: Schema }) {
  const ref = schema.$ref ?? schema.items?.$ref;
  if (ref === undefined) return <span className="break-words">{typeOf(schema)}</span>;
  return (
    <a href={`#${nameOf(ref)}`} className="text-brand underline underline-offset-2">
      {typeOf(schema)}
    </a>
  );
}
