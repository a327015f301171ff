'use client';

import { AxisBottom, AxisLeft } from '@visx/axis';
import { useParentSize } from '@visx/responsive';
import { scaleLinear } from '@visx/scale';
import type { ReactNode } from 'react';

/** A place across for each point: a scale of bands or of points. */
type Across = Extract<Parameters<typeof AxisBottom>[0]['scale'], { step(): number }>;
type Up = ReturnType<typeof scaleLinear<number>>;

/** What a date needs beneath, pixels. */
const LABEL_PX = 64;
const margin = { top: 8, bottom: 24 };
const tickText = { className: 'fill-ink-soft', fill: '', fontFamily: 'inherit', fontSize: 12 } as const;

/** The frame of a drawing over time: lines and figures at the left, dates beneath. Its name and its numbers stand in the table under it. */
export function Plot<X extends Across>({
  points,
  height,
  left,
  right,
  most,
  across,
  format,
  children,
}: {
  points: readonly { key: string; label: string }[];
  /** Of the whole, pixels; `left` and `right` are what is kept free beside the drawing. */
  height: number;
  left: number;
  right: number;
  /** The largest value that is drawn. */
  most: number;
  /** The place of each point, by its key, within a width in pixels. */
  across: (width: number) => X;
  format: (value: number) => string;
  children: (x: X, y: Up) => ReactNode;
}) {
  const { parentRef, width } = useParentSize({ initialSize: { width: 0, height }, debounceTime: 50 });
  const inner = { width: Math.max(0, width - left - right), height: height - margin.top - margin.bottom };
  const x = across(inner.width);
  const y = scaleLinear({ domain: [0, Math.max(1, most)], range: [inner.height, 0], nice: true });
  const labels = new Map(points.map(({ key, label }) => [key, label]));
  // As many dates as have room beneath.
  const every = Math.max(1, Math.ceil((points.length * LABEL_PX) / Math.max(1, inner.width)));
  return (
    <div ref={parentRef} className="w-full" style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} aria-hidden>
          <g transform={`translate(${left},${margin.top})`}>
            {y.ticks(4).map((tick) => (
              <line key={tick} x2={inner.width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            ))}
            {children(x, y)}
            <AxisLeft
              scale={y}
              numTicks={4}
              hideAxisLine
              hideTicks
              tickFormat={(value) => format(Number(value))}
              tickLabelProps={{ ...tickText, textAnchor: 'end', dx: -4, dy: 4 }}
            />
            <AxisBottom
              top={inner.height}
              scale={x}
              hideTicks
              tickValues={points.filter((_, index) => index % every === 0).map(({ key }) => key)}
              tickFormat={(key) => labels.get(String(key)) ?? ''}
              axisLineClassName="stroke-line-strong"
              stroke=""
              tickLabelProps={{ ...tickText, textAnchor: 'middle' }}
            />
          </g>
        </svg>
      )}
    </div>
  );
}
