'use client';

import { AxisBottom, AxisLeft } from '@visx/axis';
import { useParentSize } from '@visx/responsive';
import { scaleBand, scaleLinear, scaleOrdinal } from '@visx/scale';
import { BarStack } from '@visx/shape';

export interface StackedBarsProps {
  /** A bar each: its place, and how much of each kind. */
  points: readonly ({ key: string; label: string } & Record<string, string | number>)[];
  /** From the bottom up. The fill is a colour, or one of the page's patterns. */
  kinds: readonly { key: string; fill: string }[];
  format: (value: number) => string;
}

const HEIGHT = 220;
const margin = { top: 8, right: 4, bottom: 24, left: 56 };

/** Bars of several kinds, one above the other. What it shows stands in the table beneath: to a screen reader it is one drawing. */
export default function StackedBars({ points, kinds, format }: StackedBarsProps) {
  const { parentRef, width } = useParentSize({ initialSize: { width: 0, height: HEIGHT }, debounceTime: 50 });
  const inner = { width: Math.max(0, width - margin.left - margin.right), height: HEIGHT - margin.top - margin.bottom };
  const sumOf = (point: StackedBarsProps['points'][number]) =>
    kinds.reduce((sum, { key }) => sum + Number(point[key] ?? 0), 0);
  const x = scaleBand({ domain: points.map(({ key }) => key), range: [0, inner.width], padding: 0.25 });
  const y = scaleLinear({ domain: [0, Math.max(1, ...points.map(sumOf))], range: [inner.height, 0], nice: true });
  const fill = scaleOrdinal({ domain: kinds.map(({ key }) => key), range: kinds.map((kind) => kind.fill) });
  const labels = new Map(points.map(({ key, label }) => [key, label]));
  // As many dates as have room beneath.
  const every = Math.max(1, Math.ceil((points.length * 64) / Math.max(1, inner.width)));
  return (
    <div ref={parentRef} className="w-full" style={{ height: HEIGHT }}>
      {width === 0 ? null : (
        <svg width={width} height={HEIGHT} aria-hidden>
          <g transform={`translate(${margin.left},${margin.top})`}>
            {y.ticks(4).map((tick) => (
              <line key={tick} x2={inner.width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            ))}
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
            <AxisLeft
              scale={y}
              numTicks={4}
              hideAxisLine
              hideTicks
              tickFormat={(value) => format(Number(value))}
              tickLabelProps={{
                className: 'fill-ink-soft',
                fill: '',
                fontFamily: 'inherit',
                fontSize: 12,
                textAnchor: 'end',
                dx: -4,
                dy: 4,
              }}
            />
            <AxisBottom
              top={inner.height}
              scale={x}
              hideTicks
              tickValues={points.filter((_, index) => index % every === 0).map(({ key }) => key)}
              tickFormat={(key) => labels.get(String(key)) ?? ''}
              axisLineClassName="stroke-line-strong"
              stroke=""
              tickLabelProps={{
                className: 'fill-ink-soft',
                fill: '',
                fontFamily: 'inherit',
                fontSize: 12,
                textAnchor: 'middle',
              }}
            />
          </g>
        </svg>
      )}
    </div>
  );
}
