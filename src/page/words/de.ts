import type { Words } from './language.js';

export const de: Words = {
  nav: { now: 'Jetzt', history: 'Verlauf', devices: 'Geräte', settings: 'Einstellungen' },
  signIn: {
    title: 'Anmelden',
    key: 'API-Schlüssel',
    help: 'wattbridge hat beim ersten Start einen ausgegeben. Ein weiterer: wattbridge keys create --name handy --scopes …',
    submit: 'Anmelden',
    refused: 'Dieser Schlüssel ist unbekannt.',
    out: 'Abmelden',
  },
  connection: {
    lost: 'Keine Verbindung zu wattbridge. Neuer Versuch …',
    online: 'online',
    offline: 'offline',
  },
  common: {
    loading: 'Lädt …',
    failed: 'Das ging nicht:',
    save: 'Speichern',
    cancel: 'Abbrechen',
    delete: 'Löschen',
    close: 'Schließen',
    none: '–',
    forbidden: 'Dieser Schlüssel darf das nicht sehen; ihm fehlt der Scope',
  },
  language: 'English',
};
