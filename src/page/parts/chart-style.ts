import type uPlot from 'uplot';

/** How every chart looks. */

/** A colour of the style sheet, as it is in the scheme of the device. */
export const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const axisStyle = (): uPlot.Axis => ({
  stroke: colourOf('soft'),
  grid: { stroke: colourOf('line'), width: 1 },
  ticks: { show: false },
  font: '12px system-ui, sans-serif',
});

export const HOUR_S = 3600;
/** Least room for a label under the chart, px. */
const LABEL_PX = 54;

/** For how many labels there is room under a chart. */
export const mostLabels = ({ bbox }: uPlot): number =>
  Math.max(2, Math.floor(bbox.width / devicePixelRatio / LABEL_PX));

/** As many full hours of a day as there is room for. @param span begin and end, s since 1970 */
export function hoursOf(chart: uPlot, [from, to]: readonly [number, number]): number[] {
  const most = mostLabels(chart);
  const hours = [1, 2, 3, 4, 6, 12].find((each) => 24 / each <= most) ?? 12;
  const ticks: number[] = [];
  for (let at = from; at <= to; at += hours * HOUR_S) ticks.push(at);
  return ticks;
}

/** A figure in the legend; nothing while no place of the chart is pointed at. */
export const legendValue =
  (format: (value: number) => string) =>
  (_chart: uPlot, value: number | null, _series: number, at: number | null): string => {
    if (at === null) return '';
    return value === null ? '–' : format(value);
  };
