'use client';

import { scalePoint } from '@visx/scale';
import { LinePath } from '@visx/shape';
import { Plot } from './plot.tsx';

export interface LinesProps {
  points: readonly { key: string; label: string; values: readonly (number | null)[] }[];
  /** One a line; the dashes tell them apart without colour. */
  lines: readonly { stroke: string; dashes: string | undefined }[];
  format: (value: number) => string;
}

/** Lines over time; a day without a value is a gap. What it shows stands in the table beneath. */
export default function Lines({ points, lines, format }: LinesProps) {
  return (
    <Plot
      points={points}
      height={200}
      left={80}
      right={12}
      most={Math.max(...points.flatMap(({ values }) => values.map((value) => value ?? 0)))}
      across={(width) => scalePoint({ domain: points.map(({ key }) => key), range: [0, width], padding: 0.5 })}
      format={format}
    >
      {(x, y) =>
        lines.map(({ stroke, dashes }, line) => (
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
        ))
      }
    </Plot>
  );
}
