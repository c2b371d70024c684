// SPDX-License-Identifier: Apache-2.0
// The report's data, and which units a filter leaves.

const data = JSON.parse(document.getElementById("data").textContent);
const severities = ["neutral", "minor", "major", "critical"];
const precisions = ["high", "medium", "low"];
const rules = data.rules.map(([id, category, severity, precision, en, zh], index) =>
  ({ index, id, category, severity, precision, summary: { en, zh } }));
const systems = data.systems;
const categories = [...new Set(rules.map((rule) => rule.category))];

const text = (value) => (Array.isArray(value) ? { text: value[0], total: value[1] } : { text: value, total: null });
const units = data.units.rows.map(([ordinal, id, document, source, words, ...parts]) => ({
  ordinal, id, document, source: text(source), words, search: null,
  parts: parts.map((part) => part && {
    target: text(part[0]), bead: part[1], score: part[2], ratio: part[3], weight: part[4],
    checked: part[5] !== null, faults: (part[5] ?? []).map(fault),
  }),
}));
function fault([message, rule, severity, ...spans]) {
  return {
    message: data.messages[message], rule: rules[rule] ?? null, severity,
    source: spans[0] < 0 ? null : [spans[0], spans[1]], target: spans[2] < 0 ? null : [spans[2], spans[3]],
  };
}

/** What is asked for; an empty value asks for nothing. */
const none = { q: "", rule: "", category: "", severity: "", precision: "", document: "", engine: "",
  ratio: "", score: "", bead: "", sort: "worst" };
const filter = { ...none };

const searchable = (unit) => unit.search ??= [unit.id, unit.document ?? "", unit.source.text,
  ...unit.parts.map((part) => part?.target.text ?? "")].join("\n").toLowerCase();

/** Whether a number in ten-thousandths lies in `from-to`, in hundredths. */
const inside = (value, range) => {
  if (value < 0) return false;
  const [from, to] = range.split("-").map(Number);
  const hundredths = Math.floor(value / 100);
  return hundredths >= from && (hundredths < to || range.endsWith("-"));
};

const partsAsked = (unit) => (filter.engine === "" ? unit.parts : [unit.parts[+filter.engine]]).filter(Boolean);

const asksFault = () => filter.rule || filter.category || filter.severity || filter.precision;
const matchesFault = (fault) =>
  (!filter.rule || fault.rule?.id === filter.rule)
  && (!filter.category || fault.rule?.category === filter.category)
  && (!filter.severity || fault.severity >= severities.indexOf(filter.severity))
  && (!filter.precision || precisions.indexOf(fault.rule?.precision) <= precisions.indexOf(filter.precision));

const matchesPart = (part) =>
  (!asksFault() || part.faults.some(matchesFault))
  && (!filter.ratio || inside(part.ratio, filter.ratio))
  && (!filter.score || inside(part.score, filter.score))
  && (!filter.bead || part.bead === filter.bead);

const difference = (unit) => {
  const weights = unit.parts.filter((part) => part?.checked).map((part) => part.weight);
  return weights.length > 1 ? Math.max(...weights) - Math.min(...weights) : -1;
};
const ask = (unit, value) => {
  const values = partsAsked(unit).map(value).filter((found) => found >= 0);
  return values.length ? values : null;
};
const orders = {
  worst: (unit) => -Math.max(0, ...partsAsked(unit).map((part) => part.weight)),
  order: (unit) => unit.ordinal,
  difference: (unit) => -difference(unit),
  score: (unit) => Math.min(...(ask(unit, (part) => part.score) ?? [Infinity])),
  short: (unit) => Math.min(...(ask(unit, (part) => part.ratio) ?? [Infinity])),
  long: (unit) => -Math.max(...(ask(unit, (part) => part.ratio) ?? [-Infinity])),
  length: (unit) => -unit.words,
};

/** The units that the filter leaves, in its order. */
const selected = () => {
  const words = filter.q.toLowerCase().trim();
  const found = units.filter((unit) =>
    (!words || searchable(unit).includes(words))
    && (!filter.document || unit.document === filter.document)
    && partsAsked(unit).some(matchesPart));
  const key = orders[filter.sort] ?? orders.worst;
  return found.map((unit) => ({ unit, key: key(unit) }))
    .sort((a, b) => (a.key === b.key ? a.unit.ordinal - b.unit.ordinal : a.key < b.key ? -1 : 1))
    .map((entry) => entry.unit);
};
