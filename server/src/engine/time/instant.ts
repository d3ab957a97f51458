/** Instants as people type them. */
import { millisecondsPerUnit } from '../../language/index.ts';
import type { DurationUnit } from '../../language/index.ts';
import { instantOfLocal } from './zone.ts';

export type InstantResult =
  /** `relative` instants move with now. */
  | { readonly kind: 'instant'; readonly value: number; readonly relative: boolean }
  | { readonly kind: 'invalid'; readonly message: string };

/** `24h`, `1d12h`, `15 m` in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\s*\d+(\.\d+)?\s*(ms|[smhdw]))+\s*$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g))
    total += Number(amount) * millisecondsPerUnit[unit as DurationUnit];
  return Math.round(total);
}

const iso =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/;

/**
 * Reads an instant: `now`, `-24h` or `+1d` from now, ISO date or date-time with or without zone, `MM/dd/yyyy`
 * with or without time, or epoch milliseconds. A text without a zone is local to `zone`.
 */
export function parseInstant(text: string, now: number, zone: string): InstantResult {
  const trimmed = text.trim();
  const relative = parseRelative(trimmed);
  if (relative !== undefined) return { kind: 'instant', value: now + relative, relative: true };
  if (/^-?\d{5,16}$/.test(trimmed)) return { kind: 'instant', value: Number(trimmed), relative: false };
  const value = parseCalendar(trimmed, zone);
  if (value !== undefined) return { kind: 'instant', value, relative: false };
  return {
    kind: 'invalid',
    message: `"${text}" is no time. Write it like 2018-04-12, 2018-04-12T11:46:41Z, -24h or now.`,
  };
}

function parseRelative(text: string): number | undefined {
  const [, sign, duration] = /^(?:now\s*)?([+-])\s*(.+)$/i.exec(text) ?? [];
  if (/^now$/i.test(text)) return 0;
  const amount = duration === undefined ? undefined : parseDuration(duration);
  if (amount === undefined) return undefined;
  return sign === '-' ? -amount : amount;
}

function parseCalendar(text: string, zone: string): number | undefined {
  const match = iso.exec(text);
  const us = match === null ? american.exec(text) : null;
  const [year, month, day] = match !== null ? [match[1], match[2], match[3]] : us !== null ? [us[3], us[1], us[2]] : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const [, , , , hour = '0', minute = '0', second = '0', fraction = '0', offset] = match ?? us ?? [];
  const local = new Date(0);
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  local.setUTCHours(Number(hour), Number(minute), Number(second), Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6));
  // A date that the calendar does not have would roll over silently.
  const isReal =
    local.getUTCMonth() === Number(month) - 1 &&
    local.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!isReal) return undefined;
  return offset === undefined ? instantOfLocal(zone, local.getTime()) : local.getTime() - parseOffset(offset);
}

function parseOffset(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const amount = Number(hours) * 3_600_000 + Number(minutes) * 60_000;
  return sign === '-' ? -amount : amount;
}
