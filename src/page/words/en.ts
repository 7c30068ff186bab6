export const en = {
  nav: { now: 'Now', history: 'History', devices: 'Devices', settings: 'Settings' },
  signIn: {
    title: 'Sign in',
    key: 'API key',
    help: 'wattbridge printed one when it started for the first time. Another: wattbridge keys create --name phone --scopes …',
    submit: 'Sign in',
    refused: 'This key is not known.',
    out: 'Sign out',
  },
  connection: {
    lost: 'No connection to wattbridge. Trying again …',
    online: 'online',
    offline: 'offline',
  },
  common: {
    loading: 'Loading …',
    failed: 'That did not work:',
    save: 'Save',
    cancel: 'Cancel',
    delete: 'Delete',
    close: 'Close',
    none: '–',
    forbidden: 'This key may not see that; it lacks the scope',
  },
  language: 'Deutsch',
};
