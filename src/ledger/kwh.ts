/** Wh as kWh with three decimals: nobody measured more. */
export const kwh = (wh: number): number => Math.round(wh) / 1000;
