import type { DayRun } from './day-run.js';

/** One chart: a controller's name and its day. */
export interface Panel {
  readonly title: string;
  readonly run: DayRun;
}

/** Colours that can be told apart on white and on black, also by most who see colours differently. */
const COLOURS = {
  sun: '#d9a02a',
  house: '#8b95a1',
  car: '#3f8cda',
  imported: '#d6453d',
  exported: '#4fa58a',
  text: '#768390',
} as const;

const WIDTH = 900;
const LEFT = 48;
const RIGHT = 14;
const TOP = 46;
const PANEL_HEIGHT = 245;
const PANEL_PITCH = 320;
const FONT = 13;

/** Hours of the day, and kW, that the charts show. */
export interface Frame {
  readonly hours: readonly [from: number, to: number];
  readonly kilowatts: readonly [from: number, to: number];
}

/** From hours and W to pixels of one panel. */
interface Scale {
  readonly x: (hour: number) => number;
  readonly y: (powerW: number) => number;
}

function scaleOf({ hours, kilowatts }: Frame, top: number): Scale {
  const [fromH, toH] = hours;
  const [fromKw, toKw] = kilowatts;
  const width = WIDTH - LEFT - RIGHT;
  return {
    x: (hour) => LEFT + ((hour - fromH) / (toH - fromH)) * width,
    y: (powerW) => top + ((toKw - powerW / 1000) / (toKw - fromKw)) * PANEL_HEIGHT,
  };
}

const tenth = (value: number): string => String(Math.round(value * 10) / 10);

const text = (x: number, y: number, words: string, attributes = ''): string =>
  `<text x="${tenth(x)}" y="${tenth(y)}" ${attributes}>${words}</text>`;

/** The points of a minute series within the frame, `x,y x,y …`. */
function pointsOf(series: readonly number[], startLocalH: number, frame: Frame, scale: Scale): string[] {
  return series
    .flatMap((powerW, minute) => {
      const hour = (startLocalH + (minute + 0.5) / 60) % 24;
      if (hour < frame.hours[0] || hour > frame.hours[1]) return [];
      return [{ hour, point: `${tenth(scale.x(hour))},${tenth(scale.y(powerW))}` }];
    })
    .sort((a, b) => a.hour - b.hour)
    .map(({ point }) => point);
}

function axes({ hours, kilowatts }: Frame, { x, y }: Scale): string[] {
  const lines: string[] = [];
  for (let kw = kilowatts[0]; kw <= kilowatts[1]; kw += 2) {
    const height = tenth(y(kw * 1000));
    const weight = kw === 0 ? 'stroke-opacity=".9"' : 'stroke-opacity=".25"';
    lines.push(`<path d="M${LEFT},${height}H${WIDTH - RIGHT}" stroke="${COLOURS.text}" ${weight}/>`);
    lines.push(text(LEFT - 8, y(kw * 1000) + 4, String(kw).replace('-', '−'), 'text-anchor="end"'));
  }
  const bottom = y(kilowatts[0] * 1000);
  for (let hour = hours[0]; hour <= hours[1]; hour++) {
    lines.push(`<path d="M${tenth(x(hour))},${tenth(bottom)}v4" stroke="${COLOURS.text}"/>`);
    lines.push(text(x(hour), bottom + 18, `${hour}`, 'text-anchor="middle"'));
  }
  return lines;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function subtitle({ ofBound, importShare, counts }: DayRun): string {
  return (
    `${percent(ofBound)} of what perfect foresight gets · ${percent(importShare)} of the car’s energy from the grid · ` +
    `${counts.starts} starts, ${counts.phaseSwitches} phase switches, ${counts.setPointWrites} set-points`
  );
}

function drawPanel({ title, run }: Panel, frame: Frame, top: number): string[] {
  const scale = scaleOf(frame, top);
  const points = (series: readonly number[]) => pointsOf(series, run.startLocalH, frame, scale);
  const zero = tenth(scale.y(0));
  const ends = [`${LEFT},${zero}`, `${WIDTH - RIGHT},${zero}`] as const;
  const area = (series: readonly number[], colour: string, opacity: number) =>
    `<polygon fill="${colour}" fill-opacity="${opacity}" points="${[ends[0], ...points(series), ends[1]].join(' ')}"/>`;
  const line = (series: readonly number[], colour: string, width: number) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="${width}" points="${points(series).join(' ')}"/>`;
  return [
    text(LEFT, top - 28, title, 'font-weight="bold" font-size="15"'),
    text(LEFT, top - 10, subtitle(run)),
    area(run.sunW, COLOURS.sun, 0.28),
    area(
      run.gridW.map((powerW) => Math.min(0, powerW)),
      COLOURS.exported,
      0.55,
    ),
    line(run.houseW, COLOURS.house, 1.2),
    line(run.carW, COLOURS.car, 1.6),
    area(
      run.gridW.map((powerW) => Math.max(0, powerW)),
      COLOURS.imported,
      0.85,
    ),
    ...axes(frame, scale),
    text(LEFT - 8, top + 4, 'kW', 'text-anchor="end"'),
  ];
}

const LEGEND: readonly (readonly [words: string, colour: string])[] = [
  ['sun', COLOURS.sun],
  ['house', COLOURS.house],
  ['car', COLOURS.car],
  ['from the grid (car and house)', COLOURS.imported],
  ['fed into the grid', COLOURS.exported],
];

function legend(y: number): string[] {
  let x = LEFT;
  return LEGEND.flatMap(([words, colour]) => {
    const parts = [
      `<rect x="${x}" y="${y - 10}" width="14" height="11" rx="2" fill="${colour}"/>`,
      text(x + 20, y, words),
    ];
    x += 48 + 7 * words.length;
    return parts;
  });
}

/** The panels below each other over the same hours, as an SVG for light and dark pages. */
export function drawDay(panels: readonly Panel[], frame: Frame, description: string): string {
  const legendY = TOP + panels.length * PANEL_PITCH - 26;
  const height = legendY + 14;
  const parts = [
    ...panels.flatMap((panel, index) => drawPanel(panel, frame, TOP + index * PANEL_PITCH)),
    ...legend(legendY),
    text(WIDTH - RIGHT, legendY, 'hour of the day', 'text-anchor="end"'),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ` +
      `role="img" font-family="system-ui, sans-serif" font-size="${FONT}" fill="${COLOURS.text}">`,
    `<title>${description}</title>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
