import { context, trace } from '@opentelemetry/api';
import type { SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import { setTracing, TRACER } from './tracing.ts';

/** A collector that is away must not hold up the end of a process. */
const CLOSE_MS = 2_000;

/** Spans leave from now on. */
export interface Tracing {
  /** Sends what is left. */
  close(): Promise<void>;
}

/**
 * Sends the spans of this process to a collector (OTLP over HTTP). Where no endpoint is set nothing is loaded and no span is made.
 * @param options.endpoint as `OTEL_EXPORTER_OTLP_ENDPOINT` has it: without `/v1/traces`.
 * @param options.exporter instead of the collector: for tests.
 */
export async function startTracing(options: {
  service: string;
  endpoint: string | undefined;
  exporter?: SpanExporter;
}): Promise<Tracing> {
  const { service, endpoint } = options;
  if (endpoint === undefined && options.exporter === undefined) return { close: async () => undefined };
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  const { BatchSpanProcessor } = await import('@opentelemetry/sdk-trace');
  const exporter = options.exporter ?? (await collector(endpoint ?? ''));
  const sdk = new NodeSDK({
    serviceName: service,
    // What it would find of machine and process (its arguments, who runs it) is nobody's business.
    autoDetectResources: false,
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
    spanProcessors: [onlyOurs(new BatchSpanProcessor({ exporter }))],
  });
  sdk.start();
  setTracing(true);
  return {
    async close() {
      setTracing(false);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, CLOSE_MS);
      await Promise.race([sdk.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
      // Whoever starts anew in this process is not refused.
      trace.disable();
      context.disable();
    },
  };
}

async function collector(endpoint: string): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
}

/** Libraries make spans too (the web server puts whole addresses into them, and those hold secrets): only ours leave. */
function onlyOurs(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, parent) => processor.onStart(span, parent),
    onEnd(span) {
      if (span.instrumentationScope.name === TRACER) processor.onEnd(span);
    },
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}
