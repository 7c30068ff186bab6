import { useApp } from '../app-context.js';
import type { House } from '../house.js';
import { power } from '../units.js';
import type { Words } from '../words/words.js';

/** Below this a wire is drawn as idle, W. */
const IDLE_W = 10;

/** Drawn around (0, -10), because not every machine has a font with such signs. */
const SYMBOLS = {
  sun: 'M0-16a6 6 0 1 0 .01 0M0-23v3M0 0v3M13-10h-3M-13-10h3M9-19l-2 2M-9-19l2 2M9-1l-2-2M-9-1l2-2',
  house: 'M-12-9 0-20l12 11M-8-11v12H8v-12',
  grid: 'M2-22-6-8h6l-3 11L6-11H0z',
  car: 'M-13-2v-6l3-1 3-7H6l4 7 3 1v6zM-7-1a2 2 0 1 0 .01 0M7-1a2 2 0 1 0 .01 0',
} as const;

interface NodeProps {
  readonly x: number;
  readonly y: number;
  readonly kind: 'sun' | 'house' | 'grid' | 'car';
  readonly symbol: keyof typeof SYMBOLS;
  readonly label: string;
  readonly figure: string;
}

/** A figure of the house and where it is drawn. */
interface Place extends Omit<NodeProps, 'figure'> {
  readonly watts: number | undefined;
  /** A flow of more than 0 W runs along it. */
  readonly wire: string;
  /** Where it is not the colour of the node. */
  readonly wireKind?: 'grid';
}

const TOP_LEFT = { x: 90, y: 70, wire: 'M90 70 C150 70 160 125 210 125' };
const TOP_RIGHT = { x: 330, y: 70, wire: 'M330 70 C270 70 260 125 210 125' };
const BOTTOM = { x: 210, y: 194, wire: 'M210 125 L210 190' };
const BOTTOM_LEFT = { x: 90, y: 194, wire: 'M210 125 C160 125 150 194 90 194' };
const BOTTOM_RIGHT = { x: 330, y: 194, wire: 'M210 125 C260 125 270 194 330 194' };

/** What flows where between roof, house, grid and car. Without a figure of the roof, it and the house are one. */
export function Flow({ house }: { house: House }) {
  const { words, language } = useApp();
  const places = placesOf(house, words);
  const figureOf = ({ watts }: Place): string =>
    power(watts === undefined ? undefined : Math.abs(watts), language);
  return (
    <svg class="flow" viewBox="16 22 388 232" role="img" aria-labelledby="flow-title flow-text">
      <title id="flow-title">{words.now.flow}</title>
      <desc id="flow-text">{places.map((place) => `${place.label}: ${figureOf(place)}.`).join(' ')}</desc>
      {places.map(({ wire, wireKind, kind, watts }) => (
        <Wire key={wire} d={wire} kind={wireKind ?? kind} watts={watts} />
      ))}
      <circle cx="210" cy="125" r="7" class="joint" />
      {places.map((place) => (
        <Node key={place.wire} {...place} figure={figureOf(place)} />
      ))}
    </svg>
  );
}

function placesOf({ gridW, carW, sunW, houseW, balanceW }: House, { now }: Words): readonly Place[] {
  const gridLabel = gridW !== undefined && gridW < 0 ? now.toGrid : now.fromGrid;
  const grid: Place = { ...TOP_RIGHT, kind: 'grid', symbol: 'grid', label: gridLabel, watts: gridW };
  const car = { kind: 'car', symbol: 'car', label: now.car, watts: carW } as const;
  if (sunW !== undefined)
    return [
      { ...TOP_LEFT, kind: 'sun', symbol: 'sun', label: now.roof, watts: sunW },
      grid,
      { ...BOTTOM_LEFT, kind: 'house', symbol: 'house', label: now.house, watts: houseW },
      { ...BOTTOM_RIGHT, ...car },
    ];
  const isShort = balanceW !== undefined && balanceW < 0;
  const roof: Place = isShort
    ? { ...TOP_LEFT, kind: 'sun', wireKind: 'grid', symbol: 'house', label: now.houseNeeds, watts: balanceW }
    : { ...TOP_LEFT, kind: 'sun', symbol: 'sun', label: now.roofGives, watts: balanceW };
  return [roof, grid, { ...BOTTOM, ...car }];
}

function Node({ x, y, kind, symbol, label, figure }: NodeProps) {
  return (
    <g class={`node ${kind}`} transform={`translate(${x} ${y})`}>
      <circle r="40" />
      <path class="symbol" d={SYMBOLS[symbol]} />
      <text class="figure" y="18">
        {figure}
      </text>
      <text class="label" y="56">
        {label}
      </text>
    </g>
  );
}

/** A negative flow runs backwards. */
function Wire({ d, kind, watts }: { d: string; kind: string; watts: number | undefined }) {
  const running = watts !== undefined && Math.abs(watts) >= IDLE_W;
  const direction = watts !== undefined && watts < 0 ? 'backwards' : 'forwards';
  return <path d={d} class={`wire ${running ? `running ${kind} ${direction}` : ''}`} />;
}
