import type { GermanTexts } from '../devices/german-text.js';

/** What the controller publishes and takes, in German: every row of catalogue.ts. */
export const SURPLUS_GERMAN: GermanTexts = {
  mode: [
    'Modus',
    'Wie das Auto geladen wird.',
    {
      Off: 'Aus',
      'Solar surplus': 'Sonnenüberschuss',
      'Minimum and solar surplus': 'Minimum und Sonnenüberschuss',
      Fast: 'Schnell',
      Plan: 'Plan',
      "Charger's own logic": 'Eigene Regelung der Wallbox',
    },
  ],
  hands_off: [
    'Nicht eingreifen',
    'Die Wallbox bleibt, wie sie ist, wie vor der ersten Wahl eines Modus. Die Wahl eines Modus beendet das.',
  ],
  profile: [
    'Profil',
    'Was beim Laden mit Überschuss zählt: die Preise, nie zuzukaufen oder wenige Wechsel.',
    { Balanced: 'Ausgewogen', 'Never import': 'Nie zukaufen', Gentle: 'Schonend' },
  ],
  phase_policy: [
    'Phasen',
    'Auf welchen Phasen geladen wird.',
    { Automatic: 'Automatisch', One: 'Eine', Three: 'Drei' },
  ],
  target_grid_power: [
    'Angestrebte Netzleistung',
    'Leistung am Netzanschluss, auf die geregelt wird; positiv: Bezug.',
  ],
  min_current: ['Kleinster Strom', 'Je Phase, wenn geladen wird.'],
  max_current: ['Größter Strom', 'Je Phase; die Grenzen der Wallbox gelten immer auch.'],
  import_price: ['Bezugspreis', 'Preis einer kWh aus dem Netz, in einer beliebigen Währung.'],
  feed_in_price: ['Einspeisevergütung', 'Was eine eingespeiste kWh bringt, in derselben Währung.'],
  car_energy_value: [
    'Wert der Energie im Auto',
    'Was eine kWh im Auto wert ist; null: die Mitte der beiden Preise.',
  ],
  house_limit: [
    'Grenze des Hausanschlusses',
    'So viel darf das Haus samt Auto höchstens aus dem Netz ziehen, in jedem Modus; null: keine Grenze.',
  ],
  house_limit_current: [
    'Grenze des Hausanschlusses je Phase',
    'So viel darf das Haus samt Auto höchstens je Phase ziehen, in jedem Modus; der Zähler muss die Phasen messen. null: keine Grenze.',
  ],
  priority: ['Priorität', 'Rang unter mehreren Wallboxen an einem Zähler: 1 kommt zuerst.'],
  battery_priority: [
    'Vorrang des Hausspeichers',
    'Was der Überschuss zuerst füllt: den Hausspeicher bis zu einem Ladestand, oder das Auto. Der Speicher wird nie ins Auto entladen.',
    { 'Battery first': 'Speicher zuerst', 'Car first': 'Auto zuerst' },
  ],
  battery_first_until: [
    'Hausspeicher zuerst bis',
    'Ab diesem Ladestand des Hausspeichers kommt das Auto zuerst.',
  ],
  plan_energy: ['Plan: Energie', 'Modus Plan: Energie, die rechtzeitig im Auto sein soll; null: kein Plan.'],
  plan_until: [
    'Plan: bis',
    'Modus Plan: eine Uhrzeit wie 07:00 (die nächste nach dem Anstecken) oder ein Zeitpunkt mit Zone wie 2026-06-21T07:00:00+02:00; null: kein Plan.',
  ],
  prices: [
    'Preise je Stunde',
    'Modus Plan: Liste von {"start", "end", "price"}; Zeiten nach ISO 8601 mit Zone oder in Sekunden seit 1970, Preis einer kWh in beliebiger Währung. null: die Liste der Wallbox, wenn sie eine hat.',
  ],
  min_on_time: ['Kürzeste Ladezeit', 'So lange dauert das Laden mindestens.'],
  min_off_time: ['Kürzeste Pause', 'So lange dauert eine Pause mindestens.'],
  min_phase_time: [
    'Kürzeste Zeit zwischen Phasenwechseln',
    'So lange bleiben die Phasen mindestens, wie sie sind.',
  ],
  meter_hold_time: ['Zähler still: halten', 'So lange bleibt der Sollwert, wenn Messwerte ausbleiben.'],
  meter_minimum_time: ['Zähler still: Minimum', 'Danach so lange der kleinste Strom, dann Pause.'],
  fail_safe: [
    'Rückfallebene',
    'Was aus der Wallbox wird, wenn der Regler endet oder fort ist: wie eingestellt, ihre eigene Regelung (frc 0), kein Laden (frc 1) oder der kleinste Strom für ein ladendes Auto.',
    {
      'As it was set': 'Wie eingestellt',
      "The charger's own logic": 'Eigene Regelung der Wallbox',
      Pause: 'Pause',
      Minimum: 'Minimum',
    },
  ],
  fail_safe_time: ['Rückfallebene nach', 'Ein Regler, von dem so lange nichts zu hören war, gilt als fort.'],

  reason: ['Grund, Kennwort', 'Warum der Regler tut, was er tut, als festes Kennwort.'],
  reason_text: ['Grund', 'Dasselbe in Worten, auf Englisch.'],
  way: [
    'Lädt auf',
    'Wie die Wallbox jetzt eingestellt ist.',
    { 'Not charging': 'Lädt nicht', 'One phase': 'Eine Phase', 'Three phases': 'Drei Phasen' },
  ],
  target_current: ['Sollwert', 'Strom je Phase, der zuletzt verlangt wurde; 0: lädt nicht.'],
  surplus: ['Überschuss', 'Was Sonne minus Haus ohne das Auto übrig lassen; negativ, wenn das Haus bezieht.'],
  surplus_mean: ['Überschuss, zehn Minuten', 'Der Überschuss, über zehn Minuten geglättet.'],
  surplus_expected: [
    'Erwarteter Überschuss',
    'Der Überschuss zu der Zeit, zu der eine Änderung wirken würde.',
  ],
  pv_power: [
    'Sonnenleistung',
    'Was das Dach liefert; null ohne surplus.pv_topic, oder solange dort nichts kommt.',
  ],
  battery_power: [
    'Leistung des Hausspeichers',
    'Positiv: der Speicher wird entladen; null ohne Speicher, oder solange nichts kommt.',
  ],
  battery_soc: ['Ladestand des Hausspeichers', 'null, solange er unbekannt ist.'],
  expected_worth: [
    'Erwarteter Wert',
    'Was es in der nächsten halben Stunde wert ist, nicht, auf einer oder auf drei Phasen zu laden.',
  ],
  timers: ['Wartezeiten', 'Worauf der Regler wartet: Name → wann es endet.'],
  meter_age: ['Alter der Messwerte', 'Gelernt: wie alt ein Messwert ist, wenn er ankommt.'],
  meter_period: ['Abstand der Messwerte', 'Gelernt: Zeit zwischen zwei Messwerten.'],
  response_time: ['Antwortzeit', 'Gelernt: Zeit, bis ein neuer Strom zu sehen ist.'],
  car_max_current: [
    'Größter Strom des Autos',
    'Gelernt: was das Auto höchstens nimmt; null, solange unbekannt.',
  ],
  car_phases: ['Phasen des Autos', 'Gelernt: auf wie vielen Phasen das Auto lädt; null, solange unbekannt.'],
  car_power: ['Leistung des Autos', 'Gelernt: was das Auto bei vollem Strom zieht; null, solange unbekannt.'],
  plan_charged: ['Plan: geladen', 'Was das Auto seit dem Beginn des Plans bekam.'],
  plan_started: ['Plan: Beginn', 'Wann der Plan begann; null ohne Plan.'],
  plan_deadline: ['Plan: Frist', 'Wann die Energie im Auto sein soll; null ohne Plan.'],
  plan_grid_from: [
    'Plan: Netz ab',
    'Ab wann nach heutigem Stand das Netz helfen soll; null, wenn es nicht gebraucht wird.',
  ],
  plan_counter: [
    'Plan: Zählerstand',
    'Zähler der Wallbox (eto oder wh, Wh) zu Beginn des Plans; null ohne Plan.',
  ],
  native_before: [
    'Eigene Regelung: davor',
    'Wie die Wallbox vor dem Modus Wallbox eingestellt war und danach wieder wird; null, wenn nichts zurückzustellen ist.',
  ],
  day: ['Tag', 'Der Tag, den die Zähler des Tages zählen.'],
  energy_sun_today: ['Sonne heute', 'Was das Auto heute aus dem Überschuss bekam.'],
  energy_grid_today: ['Netz heute', 'Was das Auto heute aus dem Netz bekam.'],
  starts_today: ['Ladestarts heute', 'Wie oft das Laden heute begann.'],
  phase_switches_today: ['Phasenwechsel heute', 'Phasenwechsel während des Ladens heute.'],
  set_points_today: ['Sollwerte heute', 'Befehle, die der Regler heute gesendet hat.'],
};
