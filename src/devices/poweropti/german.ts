import type { GermanText, GermanTexts } from '../german-text.js';

const SIGNS = 'positiv: Bezug, negativ: Einspeisung';

const imported = (phase: string): GermanText => [
  `Bezug ${phase}`,
  `Leistung aus dem Netz auf ${phase}, jetzt`,
];
const exported = (phase: string): GermanText => [
  `Einspeisung ${phase}`,
  `Leistung ins Netz auf ${phase}, jetzt`,
];
const power = (phase: string): GermanText => [`Leistung ${phase}`, `Leistung auf ${phase}, jetzt (${SIGNS})`];
const current = (line: string): GermanText => [`Strom ${line}`, `Strom auf ${line}, jetzt`];
const voltage = (phase: string): GermanText => [`Spannung ${phase}`, `Spannung auf ${phase}, jetzt`];
const powerFactor = (phase: string): GermanText => [
  `Leistungsfaktor ${phase}`,
  `Leistungsfaktor (cos φ) auf ${phase}`,
];

/** Every register of catalogue.ts in German. */
export const POWEROPTI_GERMAN: GermanTexts = {
  '1.7.0': ['Leistung', `Leistung am Netzanschluss, jetzt (${SIGNS})`],
  '1.8.0': ['Netzbezug', 'Zählerstand: Bezug aus dem Netz, gesamt'],
  '1.8.1': ['Netzbezug Tarif 1', 'Zählerstand: Bezug aus dem Netz, Tarif 1'],
  '1.8.2': ['Netzbezug Tarif 2', 'Zählerstand: Bezug aus dem Netz, Tarif 2'],
  '2.8.0': ['Einspeisung', 'Zählerstand: Einspeisung ins Netz, gesamt'],
  '2.8.1': ['Einspeisung Tarif 1', 'Zählerstand: Einspeisung ins Netz, Tarif 1'],
  '2.8.2': ['Einspeisung Tarif 2', 'Zählerstand: Einspeisung ins Netz, Tarif 2'],

  '2.7.0': ['Einspeiseleistung', 'Leistung ins Netz, jetzt'],
  '16.7.0': ['Leistung gesamt', `Leistung als Summe aller Phasen, jetzt (${SIGNS})`],
  '21.7.0': imported('L1'),
  '41.7.0': imported('L2'),
  '61.7.0': imported('L3'),
  '22.7.0': exported('L1'),
  '42.7.0': exported('L2'),
  '62.7.0': exported('L3'),
  '36.7.0': power('L1'),
  '56.7.0': power('L2'),
  '76.7.0': power('L3'),

  '31.7.0': current('L1'),
  '51.7.0': current('L2'),
  '71.7.0': current('L3'),
  '91.7.0': current('N'),
  '32.7.0': voltage('L1'),
  '52.7.0': voltage('L2'),
  '72.7.0': voltage('L3'),
  '14.7.0': ['Netzfrequenz', 'Frequenz des Netzes, jetzt'],

  '3.7.0': ['Blindleistung Bezug', 'Blindleistung aus dem Netz, jetzt'],
  '4.7.0': ['Blindleistung Einspeisung', 'Blindleistung ins Netz, jetzt'],
  '3.8.0': ['Blindarbeit Bezug', 'Zählerstand: Blindarbeit aus dem Netz, gesamt'],
  '4.8.0': ['Blindarbeit Einspeisung', 'Zählerstand: Blindarbeit ins Netz, gesamt'],
  '9.7.0': ['Scheinleistung', 'Scheinleistung aus dem Netz, jetzt'],
  '13.7.0': ['Leistungsfaktor', 'Leistungsfaktor (cos φ) aller Phasen'],
  '33.7.0': powerFactor('L1'),
  '53.7.0': powerFactor('L2'),
  '73.7.0': powerFactor('L3'),
};
