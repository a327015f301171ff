'use client';

import { AxisBottom, AxisLeft } from '@visx/axis';
import { useParentSize } from '@visx/responsive';
import { scaleLinear, scalePoint } from '@visx/scale';
import { LinePath } from '@visx/shape';

export interface LinesProps {
  points: readonly { key: string; label: string; values: readonly (number | null)[] }[];
  /** One a line; the dashes tell them apart without colour. */
  lines: readonly { stroke: string; dashes: string | undefined }[];
  format: (value: number) => string;
}

const HEIGHT = 200;
const margin = { top: 8, right: 12, bottom: 24, left: 80 };

/** Lines over time; a day without a value is a gap. What it shows stands in the table beneath. */
export default function Lines({ points, lines, format }: LinesProps) {
  const { parentRef, width } = useParentSize({ initialSize: { width: 0, height: HEIGHT }, debounceTime: 50 });
  const inner = { width: Math.max(0, width - margin.left - margin.right), height: HEIGHT - margin.top - margin.bottom };
  const most = Math.max(1, ...points.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const x = scalePoint({ domain: points.map(({ key }) => key), range: [0, inner.width], padding: 0.5 });
  const y = scaleLinear({ domain: [0, most], range: [inner.height, 0], nice: true });
  const labels = new Map(points.map(({ key, label }) => [key, label]));
  const every = Math.max(1, Math.ceil((points.length * 64) / Math.max(1, inner.width)));
  return (
    <div ref={parentRef} className="w-full" style={{ height: HEIGHT }}>
      {width === 0 ? null : (
        <svg width={width} height={HEIGHT} aria-hidden>
          <g transform={`translate(${margin.left},${margin.top})`}>
            {y.ticks(4).map((tick) => (
              <line key={tick} x2={inner.width} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            ))}
            {lines.map(({ stroke, dashes }, line) => (
              <g key={stroke}>
                <LinePath
                  data={[...points]}
                  defined={({ values }) => typeof values[line] === 'number'}
                  x={({ key }) => x(key) ?? 0}
                  y={({ values }) => y(values[line] ?? 0)}
                  stroke={stroke}
                  strokeWidth={2}
                  {...(dashes === undefined ? {} : { strokeDasharray: dashes })}
                />
                {points.map(({ key, label, values }) => {
                  const value = values[line];
                  return typeof value !== 'number' ? null : (
                    <circle key={key} cx={x(key) ?? 0} cy={y(value)} r={points.length > 40 ? 1.5 : 3} fill={stroke}>
                      <title>{`${label}: ${format(value)}`}</title>
                    </circle>
                  );
                })}
              </g>
            ))}
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
