import { getTranslations } from 'next-intl/server';
import { FieldTable, TypeName } from './field-table.tsx';
import { PlainText } from './plain-text.tsx';
import { type DocumentOperation, fieldsOf, type Schema } from './schema.ts';

/** One operation: how it is called, what it takes, what it answers. */
export async function OperationSection({
  method,
  path,
  operation,
}: {
  method: string;
  path: string;
  operation: DocumentOperation;
}) {
  const t = await getTranslations('apiDocs');
  const body = operation.requestBody?.content['application/json']?.schema;
  return (
    <section id={operation.operationId} className="scroll-mt-4 border-line border-t py-6">
      <h3 className="font-strong text-lg">{operation.summary}</h3>
      <p className="mt-1 mb-3">
        <code className="font-mono text-sm">
          <span className="font-strong">{method.toUpperCase()}</span> {path}
        </code>
      </p>
      {operation.description ? <PlainText text={operation.description} className="mb-3 max-w-160" /> : null}
      <div className="space-y-4">
        {operation.parameters ? (
          <FieldTable
            caption={t('parameters')}
            fields={operation.parameters.map(({ name, in: where, required, description, schema }) => ({
              name,
              where,
              isRequired: required ?? false,
              description,
              schema,
            }))}
          />
        ) : null}
        {body ? <FieldTable caption={t('body')} fields={toFields(body)} /> : null}
        <Answers operation={operation} />
      </div>
    </section>
  );
}

const toFields = (schema: Schema) =>
  fieldsOf(schema).map(({ path, isRequired, schema: inner }) => ({ name: path, isRequired, schema: inner }));

async function Answers({ operation }: { operation: DocumentOperation }) {
  const t = await getTranslations('apiDocs');
  return (
    <div>
      <h4 className="pb-1 font-strong text-sm">{t('answers')}</h4>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
        {Object.entries(operation.responses).map(([status, { description, content }]) => {
          const schema = Object.values(content ?? {})[0]?.schema;
          return (
            <div key={status} className="col-span-2 grid grid-cols-subgrid border-line border-t py-1">
              <dt className="font-mono text-xs">{status}</dt>
              <dd>
                {description}
                {schema === undefined || Number(status) >= 400 ? null : (
                  <span className="block text-xs">
                    {schema.properties === undefined ? (
                      <TypeName schema={schema} />
                    ) : (
                      fieldsOf(schema).map(({ path, schema: inner }) => (
                        <span key={path} className="block">
                          <code className="font-mono">{path}</code>: <TypeName schema={inner} />
                        </span>
                      ))
                    )}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
