import type { Zone } from '../costs/zone.js';
import type { SessionWithCost } from '../store/port.js';
import { createDisplay, type Display } from './display.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import {
  durationMinutes,
  pricePerKwh,
  type Statement,
  type StatementGroup,
  type StatementTotals,
} from './statement.js';
import type { Language } from './words.js';

/** A statement to print: per charge point and user a table with meter readings, energy, price and cost. */
export function statementHtml(statement: Statement, zone: Zone, language: Language): string {
  const display = createDisplay(language, zone);
  const { words } = display;
  const title = `${words.statement} ${statement.month}`;
  const body = html`<h1>${title}</h1>
<p>${statement.fromDay} – ${statement.toDay} (${words.clocks} ${zone.name})</p>
${statement.groups.length === 0 ? html`<p>${words.none}</p>` : statement.groups.map((group) => groupHtml(group, display))}
<h2>${words.total}</h2>
${totalsHtml(statement.totals, display)}
<p class="signature">${words.signature}</p>`;
  return page(language, title, body, 'landscape');
}

function groupHtml(group: StatementGroup, display: Display): Html {
  const { words } = display;
  const { name, serialNumber } = group.chargePoint;
  const point = display.chargePoint(group.chargePointId, name);
  const serial = serialNumber === null ? '' : ` · ${words.serialNumber}: ${serialNumber}`;
  return html`<section>
<h2>${words.chargePoint}: ${point}${serial} · ${words.user}: ${group.userId ?? words.nobody}</h2>
<table>
<thead><tr>${headCells(display)}</tr></thead>
<tbody>
${group.sessions.map((session) => rowHtml(session, display))}
</tbody>
<tfoot><tr><td colspan="5">${words.sum}</td>${sumCells(group.totals, display)}</tr></tfoot>
</table>
</section>
`;
}

function headCells({ words }: Display): readonly Html[] {
  const times = [words.begin, words.end].map((word) => html`<th scope="col">${word}</th>`);
  const numbers = [
    ...[words.minutes, words.meterBegin, words.meterEnd, words.energy, words.sun, words.grid],
    ...[words.battery, words.price, words.cost],
  ];
  return [...times, ...numbers.map((word) => html`<th scope="col" class="number">${word}</th>`)];
}

function rowHtml(session: SessionWithCost, display: Display): Html {
  const { startedAtMs, endedAtMs, currency } = session;
  const cells = [
    display.number(durationMinutes(session)),
    display.kwh(session.startCounterWh),
    display.kwh(session.counterWh),
    display.kwh(session.energyWh),
    display.kwh(session.solarWh),
    display.kwh(session.gridWh),
    display.kwh(session.batteryWh),
    display.price(pricePerKwh(session), currency),
    display.money(session.totalCost, currency),
  ];
  return html`<tr><td>${display.time(startedAtMs)}</td><td>${display.time(endedAtMs)}</td>${cells.map(numberCell)}</tr>
`;
}

const numberCell = (text: string): Html => html`<td class="number">${text}</td>`;

function sumCells({ mix, costs }: StatementTotals, display: Display): readonly Html[] {
  const energies = [mix.energyWh, mix.solarWh, mix.gridWh, mix.batteryWh].map(display.kwh);
  return [...energies, '', costText(costs, display)].map(numberCell);
}

function totalsHtml({ sessionCount, mix, costs }: StatementTotals, display: Display): Html {
  const { words } = display;
  const rows = [
    [words.sessions, String(sessionCount)],
    [words.energy, display.kwh(mix.energyWh)],
    [words.sun, display.kwh(mix.solarWh)],
    [words.grid, display.kwh(mix.gridWh)],
    [words.battery, display.kwh(mix.batteryWh)],
    [words.cost, costText(costs, display)],
  ] as const;
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** One sum a currency. */
function costText(costs: StatementTotals['costs'], display: Display): string {
  const sums = costs.map(({ amount, currency }) => display.money(amount, currency));
  return sums.length === 0 ? display.money(null, null) : sums.join(' + ');
}
