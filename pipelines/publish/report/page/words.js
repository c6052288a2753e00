"use strict";
// Words, numbers and dates in the reader's language, and the data that the page holds.

const state = { language: "en", country: "", measure: "killed", sort: ["date", -1] };
const MEASURES = ["killed", "injured", "missing", "displaced", "abducted", "detained"];
const parts = new Map();
let words, overview;

async function unpack(name) {
  const packed = document.getElementById(`data-${name}`).textContent;
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// Tables are packed as columns; what is not known is left out of a row.
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, n) =>
    Object.fromEntries(names.map((name) => [name, columns[name][n]]).filter(([, value]) => value !== null)));
}

async function details(incident) {
  const number = Math.floor(incident.rank / overview.incidents_per_part);
  if (!parts.has(number)) parts.set(number, unpack(`part-${number}`));
  const { reports, figures, history } = await parts.get(number);
  const own = (table, key) => rows(table).filter((row) => row[key] === incident.id);
  return { reports: own(reports, "incident_id"), figures: own(figures, "account"), history: own(history, "incident_id") };
}

function say(name, values = {}) {
  const text = words.sentences[name][state.language];
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

const code = (value) => words.codes[value]?.[state.language] ?? value;

// Making a formatter takes a hundred times as long as using it.
const formatters = new Map();
function formatter(language) {
  if (!formatters.has(language)) {
    const form = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
    formatters.set(language, { number: new Intl.NumberFormat(language), day: new Intl.DateTimeFormat(language, form) });
  }
  return formatters.get(language);
}

const number = (value) => formatter(state.language).number.format(value);

const day = (text) => formatter(state.language).day.format(new Date(text));

function days(start, end) {
  if (!start && !end) return say("not_known");
  if (!start) return say("until", { end: day(end) });
  if (!end || start === end) return day(start);
  return formatter(state.language).day.formatRange(new Date(start), new Date(end));
}

// 7 · 13+ · ≤ 20 · 3–9 (5); an open end is no zero.
function bounds(low, best, high) {
  if (low === undefined && best === undefined && high === undefined) return "";
  if (low !== undefined && low === high) return number(low);
  if (low === undefined && high === undefined) return number(best);
  const middle = best === undefined || best === low || best === high ? "" : ` (${number(best)})`;
  if (high === undefined) return `${number(low)}+${middle}`;
  if (low === undefined) return `≤ ${number(high)}${middle}`;
  return `${number(low)}–${number(high)}${middle}`;
}

const boundsOf = (row, measure) =>
  bounds(row[`${measure}_low`], row[`${measure}_best`], row[`${measure}_high`]);

const people = (row, measure) =>
  row[`${measure}_best`] ?? row[`${measure}_low`] ?? row[`${measure}_high`];

function countryName(iso3) {
  if (!iso3) return say("everywhere");
  return overview.countries[iso3]?.[state.language] ?? say("unknown_country");
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
