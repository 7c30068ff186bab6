import type { BillingEntry, CostLine } from '../billing.js';
import type { Zone } from '../costs/zone.js';
import type { SessionWithCost } from '../store/port.js';
import { createDisplay, type Display } from './display.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { type ChargePointName, durationMinutes } from './statement.js';
import type { Language } from './words.js';

export interface ReceiptContents {
  /** One that has ended. */
  readonly session: SessionWithCost;
  readonly entries: readonly BillingEntry[];
  readonly chargePoint: ChargePointName;
}

/** The receipt of one session to print: meter readings, where the energy came from, and the lines of its bill. */
export function receiptHtml(contents: ReceiptContents, zone: Zone, language: Language): string {
  const display = createDisplay(language, zone);
  const title = `${display.words.receipt} ${contents.session.id}`;
  const body = html`<h1>${title}</h1>
<dl>${facts(contents, zone, display).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${contents.entries.length === 0 ? html`<p>${display.words.noCost}</p>` : billHtml(contents, display)}`;
  return page(language, title, body, 'portrait');
}

function facts(
  { session, chargePoint }: ReceiptContents,
  zone: Zone,
  display: Display,
): readonly (readonly [string, string])[] {
  const { words } = display;
  const { endedAtMs } = session;
  return [
    [words.chargePoint, display.chargePoint(session.chargePointId, chargePoint.name)],
    [words.serialNumber, chargePoint.serialNumber ?? display.number(null)],
    [words.user, session.userId ?? words.nobody],
    [words.begin, `${display.time(session.startedAtMs)} (${zone.name})`],
    [words.end, display.time(endedAtMs)],
    [words.minutes, display.number(durationMinutes(session))],
    [words.meterBegin, display.kwh(session.startCounterWh)],
    [words.meterEnd, display.kwh(session.counterWh)],
    [words.energy, display.kwh(session.energyWh)],
    [words.sun, display.kwh(session.solarWh)],
    [words.grid, display.kwh(session.gridWh)],
    [words.battery, display.kwh(session.batteryWh)],
  ];
}

function billHtml({ session, entries }: ReceiptContents, display: Display): Html {
  const { words } = display;
  const head = [words.quantity, words.unitPrice, words.amount];
  return html`<table>
<thead><tr><th scope="col">${words.item}</th>${head.map((word) => html`<th scope="col" class="number">${word}</th>`)}</tr></thead>
<tbody>
${entries.flatMap(({ lines, currency }) => lines.map((line) => lineHtml(line, currency, display)))}
</tbody>
<tfoot><tr><td colspan="3">${words.sum}</td><td class="number">${display.money(session.totalCost, session.currency)}</td></tr></tfoot>
</table>`;
}

function lineHtml(line: CostLine, currency: string, display: Display): Html {
  const { quantity, unit, price, amount } = line;
  const quantityText = quantity === null ? '' : `${display.number(quantity)} ${display.unit(unit)}`;
  const priceText = price === null ? '' : display.price(price, currency);
  const numbers = [quantityText, priceText, display.money(amount, currency)];
  return html`<tr><td class="text">${display.label(line)}</td>${numbers.map((text) => html`<td class="number">${text}</td>`)}</tr>
`;
}
