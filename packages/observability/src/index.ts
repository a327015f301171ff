export * from './logger.ts';
export * from './metrics.ts';
export * from './start-tracing.ts';
export { isTracing, type OpenSpan, openSpan, type SpanFields, traced } from './tracing.ts';
