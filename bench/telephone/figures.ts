/** Reads the figures of a worker out of Prometheus's text. */
export interface Figures {
  /** Of a counter, those whose labels are these. */
  count(name: string, labels?: Record<string, string>): number;
  /** Mean of a histogram; NaN where nothing was observed. */
  mean(name: string): number;
  /** A histogram's counts up to each of its bounds. */
  buckets(name: string): ReadonlyMap<number, number>;
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
    buckets(name) {
      const counts = new Map<number, number>();
      for (const line of lines.filter((one) => one.startsWith(`${name}_bucket{`))) {
        const bound = Number(/le="([^"]+)"/.exec(line)?.[1]?.replace('+Inf', 'Infinity'));
        counts.set(bound, (counts.get(bound) ?? 0) + Number(line.slice(line.lastIndexOf(' ') + 1)));
      }
      return counts;
    },
    shareUpTo: (name, bound) =>
      (100 * sum(valuesOf(`${name}_bucket`, { le: String(bound) }))) / sum(valuesOf(`${name}_count`)),
  };
}

/** The least bound of a histogram below which this share of what came between two readings lies. */
export function quantileBetween(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
  share: number,
): number {
  const all = (after.get(Number.POSITIVE_INFINITY) ?? 0) - (before.get(Number.POSITIVE_INFINITY) ?? 0);
  const bounds = [...after.keys()].sort((a, b) => a - b);
  const found = bounds.find((bound) => (after.get(bound) ?? 0) - (before.get(bound) ?? 0) >= share * all);
  return found ?? Number.NaN;
}
