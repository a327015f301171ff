/** Reads the figures of a worker out of Prometheus's text. */
export interface Figures {
  /** Of a counter, those whose labels are these. */
  count(name: string, labels?: Record<string, string>): number;
  /** Mean of a histogram; NaN where nothing was observed. */
  mean(name: string): number;
  /** Share of a histogram's values up to a bound, which must be one of its buckets, %. */
  shareUpTo(name: string, bound: number): number;
}

export function figuresIn(text: string): Figures {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const valuesOf = (name: string, labels: Record<string, string> = {}): number[] =>
    lines
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .filter((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)))
      .map((line) => Number(line.slice(line.lastIndexOf(' ') + 1)));
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  return {
    count: (name, labels) => sum(valuesOf(name, labels)),
    mean: (name) => sum(valuesOf(`${name}_sum`)) / sum(valuesOf(`${name}_count`)),
    shareUpTo: (name, bound) =>
      (100 * sum(valuesOf(`${name}_bucket`, { le: String(bound) }))) / sum(valuesOf(`${name}_count`)),
  };
}
