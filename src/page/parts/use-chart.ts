import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { useDarkScheme } from '../use-scheme.js';

/** px. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/**
 * A chart in an element, as wide as that.
 * @param inputs what it is made of: when one of them changes it is made anew
 * @returns belongs to the element
 */
export function useChart(
  height: number,
  optionsFor: (size: ChartSize) => uPlot.Options,
  dataOf: () => uPlot.AlignedData,
  inputs: readonly unknown[],
): RefObject<HTMLDivElement | null> {
  const isDark = useDarkScheme();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const chart = new uPlot(optionsFor({ width: element.clientWidth, height }), dataOf(), element);
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [...inputs, height, isDark]);
  return frame;
}
