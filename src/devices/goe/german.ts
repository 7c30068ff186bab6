/**
 * The keys of a go-e charger that an owner looks at, in German. What is missing here, such as OCPP, certificates and
 * the insides of the firmware, is shown in English.
 */
import type { GermanText, GermanTexts } from '../german-text.js';

const CARDS_OF_A_CHARGER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const NO_CONTROLLER = { 'No charge controller': 'Keine Ladesteuerung' };

const ERRORS = {
  'No error': 'Kein Fehler',
  'Residual current AC (FI)': 'Fehlerstrom AC (FI)',
  'Residual current DC (FI)': 'Fehlerstrom DC (FI)',
  'Residual current unknown (FI)': 'Fehlerstrom unbekannt (FI)',
  'Phase fault': 'Phasenfehler',
  Overvoltage: 'Überspannung',
  Overcurrent: 'Überstrom',
  Diode: 'Diode',
  'PP signal invalid': 'PP-Signal ungültig',
  'Ground (GND) invalid': 'Erdung (GND) ungültig',
  'Contactor stuck': 'Schütz klebt',
  'Contactor missing': 'Schütz fehlt',
  'Cable lock stuck open': 'Kabelverriegelung klemmt offen',
  'Cable lock stuck locked': 'Kabelverriegelung klemmt zu',
  Unknown: 'Unbekannt',
  Overtemperature: 'Übertemperatur',
  'No communication': 'Keine Kommunikation',
  'CP signal invalid': 'CP-Signal ungültig',
  'RDC self-test failed': 'RDC-Selbsttest gescheitert',
  ...Object.fromEntries([20, 21, 22, 23, 24].map((code) => [`Reserved (${code})`, `Reserviert (${code})`])),
  ...NO_CONTROLLER,
};

const CHARGING_REASONS = {
  'Not charging: no charge controller data': 'Lädt nicht: keine Daten der Ladesteuerung',
  'Not charging: overtemperature': 'Lädt nicht: Übertemperatur',
  'Not charging: access control': 'Lädt nicht: Zugangskontrolle',
  'Charging: force state on': 'Lädt: von Hand eingeschaltet',
  'Not charging: force state off': 'Lädt nicht: von Hand ausgeschaltet',
  'Not charging: scheduler': 'Lädt nicht: Zeitplan',
  'Not charging: energy limit': 'Lädt nicht: Energiegrenze',
  'Charging: awattar price low': 'Lädt: niedriger Strompreis',
  'Charging: automatic stop, test charge': 'Lädt: nächste Fahrt, Probeladung',
  'Charging: automatic stop, not enough time': 'Lädt: nächste Fahrt, Zeit reicht nicht',
  'Charging: automatic stop': 'Lädt: nächste Fahrt',
  'Charging: automatic stop, no clock': 'Lädt: nächste Fahrt, Uhrzeit unbekannt',
  'Charging: PV surplus': 'Lädt: Sonnenüberschuss',
  'Charging: fallback V2 default': 'Lädt: Rückfall V2, Standard',
  'Charging: fallback V2 scheduler': 'Lädt: Rückfall V2, Zeitplan',
  'Charging: fallback default': 'Lädt: Rückfall, Standard',
  'Not charging: fallback V2 awattar': 'Lädt nicht: Rückfall V2, Strompreis',
  'Not charging: fallback awattar': 'Lädt nicht: Rückfall, Strompreis',
  'Not charging: fallback automatic stop': 'Lädt nicht: Rückfall, nächste Fahrt',
  'Charging: car compatibility keep-alive': 'Lädt: Wachhalten des Autos',
  'Charging: charge pause not allowed': 'Lädt: Ladepause nicht erlaubt',
  'Not charging: simulated unplugging': 'Lädt nicht: vorgetäuschtes Abstecken',
  'Not charging: phase switch': 'Lädt nicht: Phasenwechsel',
  'Not charging: minimum pause duration': 'Lädt nicht: Mindestpause',
  'Not charging: error': 'Lädt nicht: Fehler',
  'Not charging: load management': 'Lädt nicht: Lastmanagement',
  'Not charging: OCPP': 'Lädt nicht: OCPP',
  'Not charging: reconnect delay': 'Lädt nicht: Wartezeit nach Netzausfall',
  'Not charging: adapter blocking': 'Lädt nicht: Adapter blockiert',
  'Not charging: underfrequency control': 'Lädt nicht: Unterfrequenz im Netz',
  'Not charging: unbalanced load': 'Lädt nicht: Schieflast',
  'Charging: discharging PV battery': 'Lädt: Hausspeicher wird entladen',
  'Not charging: grid monitoring': 'Lädt nicht: Netzüberwachung',
  'Not charging: OCPP fallback': 'Lädt nicht: Rückfall, OCPP',
  'Not charging: floor detected': 'Lädt nicht: Boden erkannt',
  'Not charging: OCPP inoperable': 'Lädt nicht: OCPP außer Betrieb',
  'Not charging: undervoltage control': 'Lädt nicht: Unterspannung',
  'Not charging: zero setpoint': 'Lädt nicht: Sollwert null',
  'Not charging: initializing': 'Lädt nicht: startet',
  'Not charging: failsafe limit': 'Lädt nicht: Sicherheitsgrenze',
};

const CHARGING: GermanTexts = {
  car: [
    'Zustand des Autos',
    'Was die Ladesteuerung vom Auto sieht; null ohne Verbindung zur Ladesteuerung.',
    {
      'Unknown or error': 'Unbekannt oder Fehler',
      Idle: 'Kein Auto',
      Charging: 'Lädt',
      'Waiting for car': 'Wartet auf das Auto',
      Complete: 'Fertig',
      Error: 'Fehler',
      Initializing: 'Startet',
      ...NO_CONTROLLER,
    },
  ],
  err: [
    'Fehler',
    'Fehler der Ladesteuerung; was die Zahlen ab 11 bedeuten, hängt von der Firmware ab.',
    ERRORS,
  ],
  modelStatus: ['Ladegrund', 'Warum die Wallbox gerade laden lässt oder nicht.', CHARGING_REASONS],
  msi: [
    'Interner Ladegrund',
    'Warum die Wallbox gerade laden lässt oder nicht, ohne die Sperre des CP-Signals.',
    CHARGING_REASONS,
  ],
  alw: ['Laden erlaubt', 'Ob das Auto jetzt überhaupt laden darf.'],
  alwt: [
    'Laden erlaubt: letzte Änderung',
    'Wann sich „Laden erlaubt“ zuletzt geändert hat, ms seit dem Start.',
  ],
  acu: ['Erlaubter Strom', 'Mit wie viel Ampere je Phase das Auto jetzt laden darf.'],
  cdi: ['Ladedauer', 'Wie lange schon geladen wird; null, solange nicht geladen wird.'],
  pha: ['Phasen', 'Spannung nach (L1, L2, L3) und vor (L1, L2, L3) dem Schütz.'],
  pnp: ['Zahl der Phasen', 'Auf wie vielen Phasen geladen wird.'],
  rfb: ['Rückmeldung des Relais', 'Was das Relais zurückmeldet.'],
  lccfc: ['Letztes Ladeende', 'Wann das Auto zuletzt aufgehört hat zu laden, ms seit dem Start.'],
  lccfi: ['Letztes Anstecken', 'Wann zuletzt ein Auto angesteckt wurde, ms seit dem Start.'],
  lcctc: ['Letzter Ladebeginn', 'Wann das Auto zuletzt begonnen hat zu laden, ms seit dem Start.'],
  lmsc: ['Ladegrund: letzte Änderung', 'Wann sich der Ladegrund zuletzt geändert hat, ms seit dem Start.'],
};

const CONTROL: GermanTexts = {
  amp: ['Eingestellter Strom', 'Der Strom je Phase, der geladen werden soll; der Leuchtring zeigt ihn.'],
  frc: [
    'Laden erzwingen',
    'Neutral: die Wallbox entscheidet selbst; Aus: nie laden; Ein: immer laden.',
    { Neutral: 'Neutral', Off: 'Aus', On: 'Ein' },
  ],
  tcl: [
    'Vorübergehende Stromgrenze',
    'Begrenzt den Strom, ohne den eingestellten zu ändern; vergeht nach 10 Minuten, wenn sie nicht erneuert wird.',
  ],
  mca: ['Kleinster Ladestrom', 'Mit weniger Strom je Phase wird nicht geladen.'],
  lmo: [
    'Betriebsart',
    'Wonach sich die Wallbox richtet.',
    {
      'Default (Basic)': 'Standard (Basic)',
      'Awattar (Eco)': 'Strompreis und Sonne (Eco)',
      'Next trip (Daily trip)': 'Nächste Fahrt (Daily Trip)',
    },
  ],
  dwo: ['Energiegrenze', 'Nach so viel Energie endet das Laden; null: keine Grenze.'],
  fsp: ['Eine Phase erzwingen', 'Ob nur auf einer Phase geladen wird; nur ohne psm zu schreiben.'],
  psm: [
    'Phasenumschaltung',
    'Auf wie vielen Phasen geladen werden soll.',
    {
      Automatic: 'Automatisch',
      'Force one phase': 'Eine Phase erzwingen',
      'Force three phases': 'Drei Phasen erzwingen',
    },
  ],
  pwm: [
    'Phasenwunsch',
    'Welche Zahl von Phasen die eigene Überschussregelung gern hätte.',
    {
      'Force three phases': 'Drei Phasen erzwungen',
      'Wish one phase': 'Wünscht eine Phase',
      'Wish three phases': 'Wünscht drei Phasen',
    },
  ],
  lfspt: [
    'Letzter Phasenwechsel',
    'Wann zuletzt zwischen einer und drei Phasen gewechselt wurde, ms seit dem Start.',
  ],
  fsptws: ['Phasenwechsel gewünscht seit', 'Seit wann ein Phasenwechsel gewünscht ist, ms seit dem Start.'],
  mptwt: ['Mindestzeit zwischen Phasenwechseln', 'So lange bleiben die Phasen mindestens, wie sie sind.'],
  mpwst: ['Mindestdauer des Phasenwunschs', 'So lange muss der Wunsch bestehen, bevor gewechselt wird.'],
  psmd: ['Dauer der erzwungenen Phase', 'So lange bleibt es bei der einen erzwungenen Phase.'],
  acp: ['Ladepausen erlauben', 'Ob das Laden unterbrochen werden darf; manche Autos vertragen das nicht.'],
  fmt: ['Mindestladezeit', 'So lange wird mindestens geladen.'],
  mci: ['Mindestabstand der Ladungen', 'So lange liegt mindestens zwischen zwei Ladungen; 0: beliebig.'],
  mcpd: ['Mindestpause', 'So lange dauert eine Ladepause mindestens; 0: beliebig.'],
  mcpea: ['Mindestpause endet', 'Wann die Mindestpause endet, ms seit dem Start; null bricht sie ab.'],
  su: ['Abstecken vortäuschen, kurz', 'Weckt Autos, die nach einer Pause nicht weiterladen.'],
  sua: ['Abstecken vortäuschen, immer', 'Täuscht vor jedem Laden ein Abstecken vor.'],
  sumd: ['Dauer des vorgetäuschten Absteckens', 'So lange dauert das vorgetäuschte Abstecken.'],
  ct: ['Autotyp', 'Freier Text, höchstens 64 Zeichen.'],
};

const sessionEnergy = (source: string): GermanText => [
  `Energie seit Anstecken ${source}`,
  `Energie ${source}, seit das Auto angesteckt wurde.`,
];
const sourcePower = (source: string): GermanText => [
  `Ladeleistung ${source}`,
  `Leistung ${source}, die jetzt ins Auto geht.`,
];

const ENERGY: GermanTexts = {
  nrg: [
    'Elektrische Messwerte',
    'Spannung (L1, L2, L3, N), Strom (L1, L2, L3), Leistung (L1, L2, L3, N, gesamt), Leistungsfaktor (L1, L2, L3, N).',
  ],
  wh: ['Energie seit Anstecken', 'Energie, seit das Auto angesteckt wurde; kann ein wenig zurückgehen.'],
  eto: ['Energie gesamt', 'Alle Energie, die diese Wallbox je abgegeben hat.'],
  etop: [
    'Energie gesamt, gespeichert',
    'Der zuletzt gespeicherte Stand des Zählers, ohne das seither Geladene.',
  ],
  tpa: ['Mittlere Leistung, 30 s', 'Mittel der Ladeleistung über 30 Sekunden.'],
  mmp: ['Größte gemessene Ladeleistung', 'Die größte Ladeleistung, die je gemessen wurde.'],
  deltaa: ['Stromabweichung', 'Abweichung des Stroms.'],
  deltap: ['Leistungsabweichung', 'Abweichung der Leistung.'],
  fhz: ['Netzfrequenz', 'Frequenz des Netzes, etwa 50 Hz; 0: unbekannt.'],
  avgfhz: ['Mittlere Netzfrequenz', 'Frequenz des Netzes im Mittel, etwa 50 Hz.'],
  tma: ['Temperaturen', 'Temperaturfühler der Wallbox.'],
  eto_mid: ['Energie gesamt (MID-Zähler)', 'Alle Energie nach dem geeichten Zähler.'],
  wh_mid: [
    'Energie seit Anstecken (MID-Zähler)',
    'Energie, seit das Auto angesteckt wurde, nach dem geeichten Zähler.',
  ],
  whs: sessionEnergy('von der Sonne'),
  whg: sessionEnergy('aus dem Netz'),
  whb: sessionEnergy('aus dem Hausspeicher'),
  who: sessionEnergy('aus anderen Quellen'),
  ws: sourcePower('von der Sonne'),
  wg: sourcePower('aus dem Netz'),
  wb: sourcePower('aus dem Hausspeicher'),
  wo: sourcePower('aus anderen Quellen'),
};

const LIMITS: GermanTexts = {
  ama: ['Größter Strom der Installation', 'Was Leitung und Sicherung erlauben; nie zum Regeln verwenden.'],
  cbl: ['Stromgrenze des Kabels', 'Was das angesteckte Kabel verträgt; null ohne Kabel.'],
  amt: ['Stromgrenze wegen Temperatur', 'Was die Wallbox bei ihrer Temperatur erlaubt; 32: keine Grenze.'],
  adi: ['16-A-Adapter', 'Ob der Adapter benutzt wird, der den Strom auf 16 A begrenzt.'],
  cll: ['Stromgrenzen', 'Alle Grenzen, die gerade gelten.'],
  clp: ['Stromstufen', 'Stufen, zwischen denen der Knopf wechselt; höchstens fünf.'],
  la1: ['Adaptergrenze, eine Phase', 'Größter Strom mit einem Adapter, der nur eine Phase hat.'],
  la3: ['Adaptergrenze, drei Phasen', 'Größter Strom mit einem Adapter, der drei Phasen hat.'],
  nmo: ['Norwegen-Modus', 'Schaltet die Prüfung der Erdung ab; nur für Netze ohne Erdung.'],
  fsc: ['Sicherheitsgrenze: Restzeit', 'Zeit, bis die Sicherheitsgrenze gilt.'],
  fse: ['Sicherheitsgrenze aktiv', 'Ob es eine Sicherheitsgrenze gibt.'],
  fsi: [
    'Sicherheitsgrenze',
    'Strom, mit dem höchstens geladen wird, wenn die Steuerung von außen ausbleibt.',
  ],
  iso2en: [
    'ISO 15118',
    'Ob die Wallbox mit dem Auto nach ISO 15118 spricht.',
    { Off: 'Aus', Optional: 'Wenn möglich', Forced: 'Immer' },
  ],
  uve: ['Unterspannungsschutz', 'Ob bei zu niedriger Netzspannung weniger geladen wird.'],
  uvs: ['Unterspannungsschutz: Zeit', 'Wie lange die Spannung zu niedrig sein muss.'],
  uvt: ['Unterspannungsschutz: Schwelle', 'Unter dieser Spannung wird weniger geladen.'],
};

const ROUNDING = {
  'Prefer power from grid': 'Eher etwas aus dem Netz',
  Default: 'Standard',
  'Prefer power to grid': 'Eher etwas ins Netz',
};

const SURPLUS: GermanTexts = {
  fup: ['Sonnenüberschuss nutzen', 'Ob die eigene Überschussregelung der Wallbox arbeitet.'],
  ids: ['Werte des Wechselrichters', 'Netz, Sonne und Speicher in W, mindestens alle 5 s zu senden.'],
  ido: ['Werte des Wechselrichters, ersetzt', 'Werte, die statt der gesendeten gelten.'],
  pgrid: ['Netzleistung', 'Leistung am Netzanschluss; negativ: Einspeisung.'],
  ppv: ['Sonnenleistung', 'Was die Solaranlage erzeugt.'],
  pakku: ['Leistung des Hausspeichers', 'Negativ: der Speicher wird geladen.'],
  pvopt_averagePGrid: ['Mittlere Netzleistung', 'Leistung am Netzanschluss im Mittel.'],
  pvopt_averagePPv: ['Mittlere Sonnenleistung', 'Leistung der Solaranlage im Mittel.'],
  pvopt_averagePAkku: ['Mittlere Leistung des Hausspeichers', 'Leistung des Hausspeichers im Mittel.'],
  dsrc: ['Quelle der Wechselrichterwerte', 'Woher die Wallbox die Werte von Netz und Sonne hat.'],
  inva: ['Letzte Wechselrichterwerte', 'Wann zuletzt Werte kamen, ms seit dem Start.'],
  lpsc: ['Letzte Überschussrechnung', 'Wann zuletzt gerechnet wurde, ms seit dem Start.'],
  lpc: ['Letzte Sonnenrechnung', 'Wann zuletzt mit der Sonne gerechnet wurde, ms seit dem Start.'],
  fst: ['Startleistung', 'Ab diesem Überschuss beginnt das Laden.'],
  sh: ['Hysterese beim Stoppen', 'So weit darf der Überschuss unter die Startleistung fallen.'],
  spl3: ['Schwelle für drei Phasen', 'Ab diesem Überschuss wird auf drei Phasen geladen.'],
  psh: ['Hysterese beim Phasenwechsel', 'So weit darf der Überschuss unter diese Schwelle fallen.'],
  po: ['Versatz der Priorität', 'Um so viel wird die Priorität des Ladens verschoben.'],
  pgt: ['Angestrebte Netzleistung', 'Worauf die eigene Regelung zielt; negativ: Einspeisung.'],
  frm: ['Rundung', 'Ob beim Runden auf ganze Ampere eher bezogen oder eingespeist wird.', ROUNDING],
  ferm: ['Rundung, wirksam', 'Welche Rundung gerade gilt.', ROUNDING],
  fzf: ['Nulleinspeisung', 'Ob nichts ins Netz gehen soll.'],
  zfo: ['Nulleinspeisung: Versatz', 'Um so viel wird das Ziel der Nulleinspeisung verschoben.'],
  csd: ['Überschuss nach Pause vergessen', 'Ob der gemessene Überschuss nach einer Pause verworfen wird.'],
  emx: ['Energiemix: Nachlauf', 'Wie lange der Energiemix nach dem Abstecken stehen bleibt.'],
};

const TARIFF: GermanTexts = {
  awe: ['Flexiblen Tarif nutzen', 'Ob die Wallbox nach dem Strompreis der Stunde lädt.'],
  awc: [
    'Land des Tarifs',
    'Für welches Land die Preise gelten.',
    { Austria: 'Österreich', Germany: 'Deutschland' },
  ],
  awp: ['Höchster Preis', 'Bis zu diesem Preis wird geladen.'],
  awcp: ['Preis jetzt', 'Der Börsenpreis dieser Stunde; Anfang und Ende in Sekunden seit 1970.'],
  awpl: ['Preisliste', 'Preise mit Anfang und Ende, in Sekunden seit 1970.'],
  ara: ['Nächste Fahrt im flexiblen Tarif', 'Ob der flexible Tarif auch für die nächste Fahrt gilt.'],
  ate: ['Nächste Fahrt: Energie', 'Energie, die bis zur nächsten Fahrt im Auto sein soll.'],
  att: ['Nächste Fahrt: Uhrzeit', 'Sekunden seit Mitternacht, bis zu denen geladen sein soll.'],
  atp: ['Nächste Fahrt: Plan', 'Der Ladeplan der Wallbox für die nächste Fahrt.'],
  tlf: ['Probeladung fertig', 'Ob die Probeladung für den Plan beendet ist.'],
  tls: [
    'Probeladung begann',
    'Wann die Probeladung begann, ms seit dem Start.',
    { Started: 'Begonnen', 'Not started': 'Nicht begonnen' },
  ],
  cco: ['Verbrauch des Autos', 'Für die App, je 100 km.'],
  esk: ['Energie in kWh eingestellt', 'Ob die App Energie in kWh zeigt.'],
};

const delay = (when: string): GermanText => [
  `Zufällige Verzögerung ${when}`,
  `So lange wird ${when} höchstens gewartet.`,
];
const delayEnd = (when: string): GermanText => [
  `Verzögerung ${when} endet`,
  'Wann die laufende Verzögerung endet, ms seit dem Start; null bricht sie ab.',
];

const SCHEDULE: GermanTexts = {
  sch_week: ['Zeitplan Montag bis Freitag', 'Zeiten, in denen geladen oder nicht geladen werden darf.'],
  sch_satur: ['Zeitplan Samstag', 'Zeiten, in denen geladen oder nicht geladen werden darf.'],
  sch_sund: ['Zeitplan Sonntag', 'Zeiten, in denen geladen oder nicht geladen werden darf.'],
  rdbs: delay('beim Beginn nach Zeitplan'),
  rdbse: delayEnd('beim Beginn nach Zeitplan'),
  rdes: delay('beim Ende nach Zeitplan'),
  rdese: delayEnd('beim Ende nach Zeitplan'),
  rdbf: delay('beim Beginn nach Tarif'),
  rdbfe: delayEnd('beim Beginn nach Tarif'),
  rdef: delay('beim Ende nach Tarif'),
  rdefe: delayEnd('beim Ende nach Tarif'),
  rdpl: delay('beim Anstecken'),
  rdple: delayEnd('beim Anstecken'),
  rdre: delay('nach einem Netzausfall'),
  rdree: delayEnd('nach einem Netzausfall'),
};

const ACCESS = { Open: 'Offen', 'Wait for card or app': 'Wartet auf Karte oder App', EVCMS: 'EVCMS' };

const ACCESS_CONTROL: GermanTexts = {
  acs: [
    'Zugangskontrolle',
    'Wer laden darf: jeder, oder nur mit Karte oder App.',
    {
      ...ACCESS,
      'Open (false)': 'Offen (false)',
      'Wait for card or app (true)': 'Wartet auf Karte oder App (true)',
    },
  ],
  facacs: ['Zugangskontrolle ab Werk', 'Wie die Zugangskontrolle ab Werk steht.', ACCESS],
  trx: [
    'Ladevorgang',
    'Mit welcher Karte geladen wird; null: kein Ladevorgang.',
    {
      'No transaction': 'Kein Ladevorgang',
      'Without card': 'Ohne Karte',
      ...Object.fromEntries(CARDS_OF_A_CHARGER.map((n) => [`Card ${n}`, `Karte ${n}`])),
    },
  ],
  cards: ['Ladekarten', 'Namen, Energie und Nummern der RFID-Karten.'],
  del: ['Karte löschen', '0 bis 9: löscht Namen, Energie und Nummer dieser Karte.'],
  lrn: ['Karte anlernen', '0 bis 9: lernt die zuletzt gelesene Karte auf diesem Platz an.'],
  lrc: ['Letzte Karte', 'Platz der zuletzt gelesenen Karte, ab 0 gezählt.'],
  lri: ['Nummer der letzten Karte', 'Nur, wenn Kartennummern gesendet werden.'],
  lrr: ['Letztes Lesen einer Karte', 'Wann zuletzt eine Karte gelesen wurde, ms seit dem Start.'],
  tsi: ['Karte des Ladevorgangs', 'Nummer der Karte, mit der das Laden begann.'],
  rde: ['Kartennummern senden', 'Ob die Nummern der Karten gesendet werden.'],
  txt: ['Frist des Ladevorgangs', 'Nach dieser Zeit verfällt ein Ladevorgang.'],
  ...Object.fromEntries(
    CARDS_OF_A_CHARGER.flatMap((n): [string, GermanText][] => [
      [`c${n - 1}n`, [`Karte ${n}: Name`, 'Name der RFID-Karte.']],
      [`c${n - 1}e`, [`Karte ${n}: Energie`, 'Energie, die mit dieser Karte geladen wurde.']],
      [`c${n - 1}i`, [`Karte ${n}: Nummer`, 'Zeigt nur, ob eine Karte angelernt ist.']],
    ]),
  ),
};

const BUTTON = {
  'Always locked': 'Immer gesperrt',
  'Locked when car is connected': 'Gesperrt, wenn ein Auto angesteckt ist',
  'Locked when car is charging': 'Gesperrt, wenn ein Auto lädt',
  'Never locked': 'Nie gesperrt',
  'Not allowed': 'Nicht erlaubt',
  Allowed: 'Erlaubt',
};

const UNLOCKING = {
  Normal: 'Normal',
  'Unlock automatically': 'Automatisch entriegeln',
  'Always locked': 'Immer verriegelt',
  'Force unlock': 'Entriegeln erzwungen',
};

const LOCK: GermanTexts = {
  ust: ['Kabelentriegelung', 'Wann die Wallbox das Kabel freigibt.', UNLOCKING],
  lck: ['Kabelentriegelung, wirksam', 'Was die Ladesteuerung gerade befolgt.', UNLOCKING],
  cus: [
    'Zustand der Kabelverriegelung',
    'Ob das Kabel verriegelt ist.',
    {
      Unknown: 'Unbekannt',
      Unlocked: 'Entriegelt',
      'Unlock failed': 'Entriegeln gescheitert',
      Locked: 'Verriegelt',
      'Lock failed': 'Verriegeln gescheitert',
      'Lock or unlock failed: power outage': 'Ver- oder Entriegeln gescheitert: Stromausfall',
    },
  ],
  ffb: [
    'Rückmeldung der Verriegelung',
    'Ob die Verriegelung klemmt.',
    {
      'No problem': 'Kein Problem',
      'Problem locking': 'Problem beim Verriegeln',
      'Problem unlocking': 'Problem beim Entriegeln',
    },
  ],
  ffba: [
    'Verriegelung: letzte Rückmeldung',
    'Wann die Verriegelung sich zuletzt meldete, ms seit dem Start.',
  ],
  upo: ['Bei Stromausfall entriegeln', 'Ob das Kabel bei Stromausfall freigegeben wird.'],
  bac: ['Knopf: Strom ändern', 'Wann der Knopf den Strom ändern darf.', BUTTON],
  sdp: ['Knopf: Laden erzwingen', 'Wann der Knopf das Laden ein- und ausschalten darf.', BUTTON],
  bar: ['Knopf: WLAN zurücksetzen', 'Wann der Knopf das WLAN der Wallbox zurücksetzen darf.', BUTTON],
  lbp: ['Letzter Knopfdruck', 'Wann der Knopf zuletzt gedrückt wurde, ms seit dem Start.'],
  lbl: ['Letzter langer Knopfdruck', 'Wann der Knopf zuletzt lange gedrückt wurde, ms seit dem Start.'],
  ten: ['Manipulationsschutz', 'Ob die Wallbox meldet, dass sie geöffnet wird.'],
};

const LOAD_BALANCING: GermanTexts = {
  loe: ['Lastmanagement', 'Ob sich mehrere Wallboxen einen Anschluss teilen.'],
  loty: [
    'Art des Lastmanagements',
    'Statisch: feste Grenze; dynamisch: nach dem Zähler.',
    {
      Static: 'Statisch',
      Dynamic: 'Dynamisch',
      'Static (false)': 'Statisch (false)',
      'Dynamic (true)': 'Dynamisch (true)',
    },
  ],
  lot: ['Grenzen des Lastmanagements', 'Strom je Phase, den alle Wallboxen zusammen ziehen dürfen.'],
  loa: ['Strom aus dem Lastmanagement', 'Strom je Phase, der dieser Wallbox zugeteilt ist.'],
  lof: [
    'Lastmanagement: Rückfallstrom',
    'Strom je Phase, wenn die anderen Wallboxen nicht zu erreichen sind.',
  ],
  log: ['Lastmanagement: Gruppe', 'Wallboxen derselben Gruppe teilen sich den Anschluss.'],
  lop: ['Lastmanagement: Priorität', 'Rang dieser Wallbox in ihrer Gruppe.'],
  lopr: ['Lastmanagement geschützt', 'Ob die Einstellungen gegen Änderungen geschützt sind.'],
  map: ['Phasenzuordnung', 'An welcher Phase des Hauses L1, L2 und L3 der Wallbox liegen.'],
  smd: ['Lastmanagement: Zählerwerte', 'Was der Zähler für das Lastmanagement meldet.'],
  lom: ['Lastmanagement: Mitglieder', 'Wallboxen, die sich den Anschluss teilen.'],
  los: ['Zustand des Lastmanagements', 'Was das Lastmanagement gerade tut.'],
};

const LIGHTS: GermanTexts = {
  lbr: ['Helligkeit der LEDs', '0: aus, 255: am hellsten.'],
  lse: ['LEDs sparen Energie', 'Ob der Leuchtring nach einer Weile ausgeht.'],
  cid: ['LED-Farbe: bereit', 'Farbe ohne Auto, in der Form #RRGGBB.'],
  cwc: ['LED-Farbe: wartet auf das Auto', 'In der Form #RRGGBB.'],
  cch: ['LED-Farbe: lädt', 'In der Form #RRGGBB.'],
  cfi: ['LED-Farbe: fertig', 'In der Form #RRGGBB.'],
  led: ['LED-Animation', 'Was der Leuchtring gerade zeigt.'],
  nld: ['Zahl der LEDs', 'Wie viele LEDs der Leuchtring hat.'],
};

const NETWORK_AND_TIME: GermanTexts = {
  ccw: ['WLAN, verbunden', 'Das WLAN, mit dem die Wallbox verbunden ist.'],
  rssi: ['WLAN-Signal', 'Stärke des Empfangs: -50 ist gut, -80 schlecht.'],
  wsc: ['WLAN-Fehler, Zahl', 'Wie oft das WLAN gestört war.'],
  host: ['Name im Netz', 'Unter diesem Namen ist die Wallbox im Netz zu finden.'],
  dns: ['DNS-Server', 'Server, die Namen im Netz auflösen.'],
  hai: ['HTTP-API', 'Ob die lokale HTTP-API v2 eingeschaltet ist; wattbridge braucht sie.'],
  wen: ['WLAN', 'Ob die Wallbox sich mit einem WLAN verbindet.'],
  cwe: ['Cloud', 'Ob die Wallbox sich mit der Cloud von go-e verbindet.'],
  mce: ['MQTT', 'Ob die Wallbox selbst MQTT spricht; wattbridge braucht das nicht.'],
  mhe: [
    'MQTT-Discovery',
    'Ob die Wallbox sich selbst bei Home Assistant anmeldet; dann steht sie dort doppelt.',
  ],
  men: ['Modbus', 'Ob die Wallbox Modbus spricht; wattbridge braucht das nicht.'],
  ocppe: ['OCPP', 'Ob die Wallbox sich mit einem OCPP-Server verbindet.'],
  utc: ['Uhrzeit (UTC)', 'Die Uhr der Wallbox, Weltzeit.'],
  loc: ['Uhrzeit', 'Die Uhr der Wallbox, Ortszeit.'],
  rbt: ['Zeit seit dem Start', 'Wie lange die Wallbox läuft, in ms.'],
  tab: ['Zeitpunkt des Starts', 'Wann die Wallbox gestartet ist, in ms seit 1970.'],
  lto: ['Abstand der Ortszeit', 'Wie weit die Ortszeit von der Weltzeit entfernt ist.'],
  tof: ['Zeitzone', 'Abstand zur Weltzeit ohne Sommerzeit.'],
  tds: [
    'Sommerzeit',
    'Nach welcher Regel die Uhr auf Sommerzeit geht.',
    {
      None: 'Keine',
      'European summer time': 'Europa',
      'US daylight time': 'USA',
      'Australian daylight time': 'Australien',
    },
  ],
  tse: ['Zeitserver', 'Ob die Uhr nach einem Zeitserver gestellt wird.'],
};

const DEVICE: GermanTexts = {
  sse: ['Seriennummer', 'Seriennummer der Wallbox.'],
  typ: ['Gerätetyp', 'Bauart der Wallbox.'],
  oem: ['Hersteller', 'Hersteller der Wallbox.'],
  var: [
    'Variante',
    'Größte Leistung der Wallbox.',
    { '11 kW / 16 A': '11 kW / 16 A', '22 kW / 32 A': '22 kW / 32 A' },
  ],
  fna: ['Name', 'Der Name, den die Wallbox in der App hat.'],
  fwv: ['Firmware', 'Version der Firmware.'],
  onv: ['Neueste Firmware', 'Die neueste Version, die es gibt.'],
  rbc: ['Neustarts', 'Wie oft die Wallbox neu gestartet ist.'],
  rst: ['Neu starten', 'Startet die Wallbox und ihre Ladesteuerung neu.'],
  oct: ['Firmware einspielen', 'Ein Name aus ocu: spielt diese Firmware ein.'],
  ocu: ['Verfügbare Firmware', 'Versionen, die eingespielt werden können.'],
  ocs: [
    'Stand der Aktualisierung',
    'Ob gerade eine Firmware eingespielt wird.',
    { Idle: 'Keine', Updating: 'Läuft', Failed: 'Gescheitert', Succeeded: 'Gelungen' },
  ],
  ocp: ['Aktualisierung: Fortschritt', 'Wie weit das Einspielen ist.'],
  ocm: ['Aktualisierung: Meldung', 'Was die Wallbox zum Einspielen sagt.'],
  dfam: ['Gerätefamilie', 'Familie der Wallbox.'],
  rev: ['Hardware-Stand', 'Ausgabe der Hardware.'],
  cert: [
    'Zertifizierung',
    'Ob der Zähler geeicht ist.',
    {
      'No certification': 'Keine',
      'MID only': 'Nur MID',
      'MID and Eichrecht': 'MID und Eichrecht',
    },
  ],
};

export const GOE_GERMAN: GermanTexts = {
  ...CHARGING,
  ...CONTROL,
  ...ENERGY,
  ...LIMITS,
  ...SURPLUS,
  ...TARIFF,
  ...SCHEDULE,
  ...ACCESS_CONTROL,
  ...LOCK,
  ...LOAD_BALANCING,
  ...LIGHTS,
  ...NETWORK_AND_TIME,
  ...DEVICE,
};
