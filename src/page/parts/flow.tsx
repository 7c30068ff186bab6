import { useApp } from '../app-context.js';
import type { House } from '../house.js';
import { power } from '../units.js';

/** Below this a wire is drawn as idle, W. */
const IDLE_W = 10;

interface NodeProps {
  readonly x: number;
  readonly y: number;
  readonly kind: 'sun' | 'grid' | 'car';
  readonly symbol: string;
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
    <svg class="flow" viewBox="0 0 420 250" role="img" aria-labelledby="flow-title flow-text">
      <title id="flow-title">{words.now.flow}</title>
      <desc id="flow-text">
        {`${roof}: ${figures.roof}. ${gridLabel}: ${figures.grid}. ${words.now.car}: ${figures.car}.`}
      </desc>
      <Wire d="M90 70 C150 70 160 125 210 125" kind={isShort ? 'grid' : 'sun'} watts={balanceW} />
      <Wire d="M330 70 C270 70 260 125 210 125" kind="grid" watts={gridW} />
      <Wire d="M210 125 L210 185" kind="car" watts={carW} />
      <circle cx="210" cy="125" r="7" class="joint" />
      <Node x={90} y={70} kind="sun" symbol={isShort ? '⌂' : '☀'} label={roof} figure={figures.roof} />
      <Node x={330} y={70} kind="grid" symbol="⚡" label={gridLabel} figure={figures.grid} />
      <Node x={210} y={190} kind="car" symbol="🚗" label={words.now.car} figure={figures.car} />
    </svg>
  );
}

function Node({ x, y, kind, symbol, label, figure }: NodeProps) {
  return (
    <g class={`node ${kind}`} transform={`translate(${x} ${y})`}>
      <circle r="34" />
      <text class="symbol" y="-4">
        {symbol}
      </text>
      <text class="figure" y="19">
        {figure}
      </text>
      <text class="label" y="52">
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
