/** Settings that the simulated charger obeys, by the vendor's keys; all others are stored and shown, nothing more. */
export interface ChargerSettings {
  /** Requested current in A. */
  amp: number;
  /** Limit of the installation in A. */
  ama: number;
  /** 0 neutral, 1 off, 2 on. */
  frc: number;
  /** 0 automatic, 1 one phase, 2 three phases. */
  psm: number;
  /** Temporary current limit in A; back to null ten minutes after its last write. */
  tcl: number | null;
  /** 3 default, 4 eco (prices and surplus), 5 next trip. */
  lmo: number;
  /** The charger's own surplus logic, in eco mode. */
  fup: boolean;
  /** Energy limit of a session in Wh. */
  dwo: number | null;
  /** Energy of the next trip in Wh. */
  ate: number;
  /** 0 open, 1 waits for a card or the app. */
  acs: number;
  /** null no transaction, 0 without card, n card n − 1. */
  trx: number | null;
  /** Shows ids of cards. */
  rde: boolean;
  /** Surplus logic: starting power, switching level to three phases, hysteresis of both, grid target; all in W. */
  fst: number;
  spl3: number;
  psh: number;
  sh: number;
  pgt: number;
  /** Surplus logic: rounds up (0), to the nearest ampere (1) or down (2). */
  frm: number;
  /** Surplus logic: charging may pause; without, it goes on at the minimum when the surplus is gone. */
  acp: boolean;
  /** Surplus logic: shortest charge, shortest time between phase switches, time that a wish must last; all in ms. */
  fmt: number;
  mptwt: number;
  mpwst: number;
  /** The HTTP API answers. */
  hai: boolean;
  /** Offset of the time zone in minutes, and its summer time: 0 none, 1 European. */
  tof: number;
  tds: number;
}

/** Rated current of the two variants in A. */
export function ratedCurrentA(variant: 11 | 22): number {
  return variant === 11 ? 16 : 32;
}

export function initialSettings(variant: 11 | 22): ChargerSettings {
  return {
    amp: 6,
    ama: ratedCurrentA(variant),
    frc: 0,
    psm: 2,
    tcl: null,
    lmo: 3,
    fup: false,
    dwo: null,
    ate: 18_000,
    acs: 0,
    trx: null,
    rde: true,
    fst: 1400,
    spl3: 4200,
    psh: 500,
    sh: 200,
    pgt: 0,
    frm: 1,
    acp: true,
    fmt: 300_000,
    mptwt: 600_000,
    mpwst: 120_000,
    hai: true,
    tof: 60,
    tds: 1,
  };
}

/** Phases that `psm` asks for; `automatic` counts where it leaves the choice. */
export function wantedPhases(psm: number, automatic: 1 | 3): 1 | 3 {
  if (psm === 0) return automatic;
  return psm === 1 ? 1 : 3;
}

export function isObeyed(settings: ChargerSettings, key: string): key is keyof ChargerSettings {
  return Object.hasOwn(settings, key);
}
