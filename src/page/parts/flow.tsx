import { useApp } from '../app-context.js';
import type { House } from '../house.js';
import { power } from '../units.js';

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
  readonly kind: 'sun' | 'grid' | 'car';
  readonly symbol: keyof typeof SYMBOLS;
  readonly label: string;
  readonly figure: string;
}

/** What flows where between roof and house, grid, and car. */
export function Flow({ house }: { house: House }) {
  const { words, language } = useApp();
  const { gridW, carW, balanceW } = house;
  const isShort = balanceW !== undefined && balanceW < 0;
  const roof = isShort ? words.now.houseNeeds : words.now.roofGives;
  const gridLabel = gridW !== undefined && gridW < 0 ? words.now.toGrid : words.now.fromGrid;
  const figures = {
    roof: power(balanceW === undefined ? undefined : Math.abs(balanceW), language),
    grid: power(gridW === undefined ? undefined : Math.abs(gridW), language),
    car: power(carW, language),
  };
  return (
    <svg class="flow" viewBox="16 22 388 232" role="img" aria-labelledby="flow-title flow-text">
      <title id="flow-title">{words.now.flow}</title>
      <desc id="flow-text">
        {`${roof}: ${figures.roof}. ${gridLabel}: ${figures.grid}. ${words.now.car}: ${figures.car}.`}
      </desc>
      <Wire d="M90 70 C150 70 160 125 210 125" kind={isShort ? 'grid' : 'sun'} watts={balanceW} />
      <Wire d="M330 70 C270 70 260 125 210 125" kind="grid" watts={gridW} />
      <Wire d="M210 125 L210 190" kind="car" watts={carW} />
      <circle cx="210" cy="125" r="7" class="joint" />
      <Node x={90} y={70} kind="sun" symbol={isShort ? 'house' : 'sun'} label={roof} figure={figures.roof} />
      <Node x={330} y={70} kind="grid" symbol="grid" label={gridLabel} figure={figures.grid} />
      <Node x={210} y={194} kind="car" symbol="car" label={words.now.car} figure={figures.car} />
    </svg>
  );
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

/** Drawn away from its node; a negative flow runs backwards. */
function Wire({ d, kind, watts }: { d: string; kind: string; watts: number | undefined }) {
  const running = watts !== undefined && Math.abs(watts) >= IDLE_W;
  const direction = watts !== undefined && watts < 0 ? 'backwards' : 'forwards';
  return <path d={d} class={`wire ${running ? `running ${kind} ${direction}` : ''}`} />;
}
