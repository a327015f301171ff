import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Counters, gauges and histograms of one process, and the text that Prometheus reads. Label values are never personal. */
export interface Metrics {
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>;
  gauge<L extends string>(name: string, help: string, labels?: readonly L[]): Gauge<L>;
  histogram<L extends string>(name: string, help: string, buckets: number[], labels?: readonly L[]): Histogram<L>;
  /** The exposition text and its content type. */
  expose(): Promise<{ contentType: string; text: string }>;
}

/** Each process has one; asking twice for a name gives the same metric. */
export function createMetrics(options: { service: string; hasProcessMetrics?: boolean }): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service: options.service });
  if (options.hasProcessMetrics !== false) collectDefaultMetrics({ register: registry });
  const once = <M>(name: string, make: () => M): M => (registry.getSingleMetric(name) as M | undefined) ?? make();
  const registers = [registry];
  return {
    counter: (name, help, labels = []) => once(name, () => new Counter({ name, help, labelNames: labels, registers })),
    gauge: (name, help, labels = []) => once(name, () => new Gauge({ name, help, labelNames: labels, registers })),
    histogram: (name, help, buckets, labels = []) =>
      once(name, () => new Histogram({ name, help, buckets, labelNames: labels, registers })),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
