import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FieldTable } from '../../../features/api-docs/field-table.tsx';
import { OperationSection } from '../../../features/api-docs/operation-section.tsx';
import { PlainText } from '../../../features/api-docs/plain-text.tsx';
import { type DocumentOperation, fieldsOf, type Schema } from '../../../features/api-docs/schema.ts';
import { webDeps } from '../../../server/deps.ts';
import { createOpenApi } from '../../../server/rest/open-api.ts';
import { operations } from '../../../server/rest/operations.ts';
import { problemKinds, problems } from '../../../server/rest/problem.ts';
import { Wordmark } from '../../../ui/wordmark.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiDocs'))('title') };
}

/** The interface for other systems, to read: made from the document that programs read. Nothing in it is about a clinic. */
export default async function ApiDocsPage() {
  const t = await getTranslations('apiDocs');
  const { info, servers, paths, components } = createOpenApi(operations, webDeps().settings.webUrl);
  const listed = Object.entries((paths ?? {}) as Record<string, Record<string, DocumentOperation>>).flatMap(
    ([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const areas = Map.groupBy(listed, ({ operation }) => operation.tags[0] ?? '');
  const schemas = Object.entries((components?.schemas ?? {}) as Record<string, Schema>);
  return (
    <div className="mx-auto flex max-w-280 gap-10 px-4 py-8">
      <nav
        aria-label={t('contents')}
        className="sticky top-8 h-[calc(100dvh-4rem)] w-52 shrink-0 overflow-y-auto max-md:hidden"
      >
        <div className="mb-4 flex items-center gap-2 text-brand">
          <Wordmark className="size-6" />
          <span className="font-strong text-ink text-lg">Vaani</span>
        </div>
        <ul className="space-y-3 text-sm">
          {[...areas].map(([area, all]) => (
            <li key={area}>
              <a href={`#${slug(area)}`} className="block py-0.5 font-strong">
                {area}
              </a>
              <ul>
                {all.map(({ operation }) => (
                  <li key={operation.operationId}>
                    <a href={`#${operation.operationId}`} className="block py-0.5 text-ink-soft hover:text-ink">
                      {operation.summary}
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
          <li>
            <a href="#objects" className="block py-0.5 font-strong">
              {t('objects')}
            </a>
          </li>
          <li>
            <a href="#problems" className="block py-0.5 font-strong">
              {t('problems')}
            </a>
          </li>
        </ul>
      </nav>
      <main className="min-w-0 flex-1">
        <h1 className="font-strong text-xl">{t('title')}</h1>
        <p className="mt-1 mb-4 text-ink-soft text-sm">
          <code className="font-mono">{servers?.[0]?.url}</code>
          {' · '}
          <a href="/api/v1/openapi.json" className="text-brand underline underline-offset-2">
            openapi.json
          </a>
        </p>
        <PlainText text={info.description ?? ''} className="max-w-160" />
        {[...areas].map(([area, all]) => (
          <div key={area} id={slug(area)} className="mt-10 scroll-mt-4">
            <h2 className="pb-3 font-strong text-xl">{area}</h2>
            {all.map((one) => (
              <OperationSection key={one.operation.operationId} {...one} />
            ))}
          </div>
        ))}
        <div id="objects" className="mt-10 scroll-mt-4 space-y-6">
          <h2 className="font-strong text-xl">{t('objects')}</h2>
          {schemas.map(([name, schema]) => (
            <section key={name} id={name} className="scroll-mt-4">
              {schema.description ? <p className="pb-1 text-ink-soft">{schema.description}</p> : null}
              {schema.enum ? (
                <p>
                  <span className="font-strong text-sm">{name}</span>: {schema.enum.join(' | ')}
                </p>
              ) : (
                <FieldTable caption={name} fields={fieldsOf(schema).map((field) => ({ ...field, name: field.path }))} />
              )}
            </section>
          ))}
        </div>
        <div id="problems" className="mt-10 scroll-mt-4">
          <h2 className="pb-3 font-strong text-xl">{t('problems')}</h2>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 text-sm">
            {problemKinds.map((kind) => (
              <div
                key={kind}
                id={kind}
                className="col-span-2 grid scroll-mt-4 grid-cols-subgrid border-line border-t py-1"
              >
                <dt>
                  <code className="font-mono text-xs">
                    {problems[kind].status} {kind}
                  </code>
                </dt>
                <dd>{problems[kind].title}</dd>
              </div>
            ))}
          </dl>
        </div>
      </main>
    </div>
  );
}

const slug = (words: string): string => words.toLowerCase().replaceAll(' ', '-');
