'use client';

import { scaleBand, scaleOrdinal } from '@visx/scale';
import { BarStack } from '@visx/shape';
import { Plot } from './plot.tsx';

export interface StackedBarsProps {
  /** A bar each: its place, and how much of each kind. */
  points: readonly ({ key: string; label: string } & Record<string, string | number>)[];
  /** From the bottom up. The fill is a colour, or one of the page's patterns. */
  kinds: readonly { key: string; fill: string }[];
  format: (value: number) => string;
}

/** Bars of several kinds, one above the other. What it shows stands in the table beneath: to a screen reader it is one drawing. */
export default function StackedBars({ points, kinds, format }: StackedBarsProps) {
  const sumOf = (point: StackedBarsProps['points'][number]) =>
    kinds.reduce((sum, { key }) => sum + Number(point[key] ?? 0), 0);
  const fill = scaleOrdinal({ domain: kinds.map(({ key }) => key), range: kinds.map((kind) => kind.fill) });
  const labels = new Map(points.map(({ key, label }) => [key, label]));
  return (
    <Plot
      points={points}
      height={220}
      left={56}
      right={4}
      most={Math.max(...points.map(sumOf))}
      across={(width) => scaleBand({ domain: points.map(({ key }) => key), range: [0, width], padding: 0.25 })}
      format={format}
    >
      {(x, y) => (
        <BarStack
          data={[...points]}
          keys={kinds.map(({ key }) => key)}
          x={(point) => point.key as string}
          xScale={x}
          yScale={y}
          color={fill}
          value={(point, key) => Number(point[key] ?? 0)}
        >
          {(stacks) =>
            stacks.map((stack) =>
              stack.bars.map((bar) => (
                <rect
                  key={`${stack.key}-${bar.index}`}
                  x={bar.x}
                  y={bar.y}
                  width={bar.width}
                  // A line of the ground between two kinds, so that neighbours are told apart.
                  height={Math.max(0, bar.height - 1)}
                  fill={bar.color}
                >
                  <title>{`${labels.get(points[bar.index]?.key ?? '') ?? ''}: ${format(Number(points[bar.index]?.[stack.key] ?? 0))}`}</title>
                </rect>
              )),
            )
          }
        </BarStack>
      )}
    </Plot>
  );
}
