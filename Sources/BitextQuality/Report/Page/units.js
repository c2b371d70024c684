// SPDX-License-Identifier: Apache-2.0
// The units side by side, with search, filters and sorting; rows are made as they come into view.

const pageSize = 40;
let found = [], shownCount = 0, list, more, state;

/** Whether characters beyond U+FFFF make offsets in characters and in code units differ. */
const codeUnits = (words, offsets) => {
  if (!/[\ud800-\udfff]/.test(words)) return offsets;
  const places = [0];
  for (const letter of words) places.push(places.at(-1) + letter.length);
  return offsets.map((offset) => places[Math.min(offset, places.length - 1)]);
};

const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
/** Text nodes; characters that cannot be seen get a name. */
const letters = (words) => (!invisible.test(words) ? [words]
  : words.split(/([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb])/)
    .map((part) => (invisible.test(part)
      ? h("span", { class: "control" }, "U+" + part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")) : part)));

/** A text with its spans marked. `spans`: {from, to, index, severity}. */
const marked = (words, spans, query) => {
  const all = [];
  for (const span of spans) {
    const [from, to] = codeUnits(words, [span.from, span.to]).map((place) => Math.min(place, words.length));
    all.push({ ...span, from, to: Math.max(from, to) });
  }
  if (query) {
    const lower = words.toLowerCase();
    if (lower.length === words.length) {
      for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, at + query.length)) {
        all.push({ from: at, to: at + query.length, index: null });
      }
    }
  }
  if (!all.length) return letters(words);
  const cuts = [...new Set([0, words.length, ...all.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  const pieces = [];
  const numbers = (place) => all.filter((span) => span.index !== null && span.to === place)
    .map((span) => h("sup", { "aria-hidden": "true" }, String(span.index + 1)));
  cuts.forEach((from, place) => {
    const to = cuts[place + 1];
    pieces.push(numbers(from));
    if (to === undefined) return;
    const over = all.filter((span) => span.from <= from && span.to >= to && span.to > span.from);
    const faults = over.filter((span) => span.index !== null);
    const content = letters(words.slice(from, to));
    if (faults.length) {
      const worst = Math.max(...faults.map((span) => span.severity));
      pieces.push(h("mark", { class: severities[worst], "data-faults": faults.map((span) => span.index).join(" "),
        title: faults.map((span) => `${span.index + 1}. ${span.words}`).join("\n") },
      over.length > faults.length ? h("mark", { class: "hit" }, content) : content));
    } else {
      pieces.push(over.length ? h("mark", { class: "hit" }, content) : content);
    }
  });
  return pieces;
};

const messageOf = (fault) => fault.message[ui.language === "zh" ? 1 : 0] || fault.message[0];

const textBlock = (value, language, spans, query) => {
  if (!value.text) return h("div", { class: "text none" }, t("empty"));
  return h("div", { class: "text", lang: language },
    marked(value.text, spans, query),
    value.total && h("span", { class: "soft small" }, " … ", t("{n} of {all} characters shown", { n: Array.from(value.text).length, all: value.total })));
};

/** `first` is the number of faults of the engines before: a card numbers all its faults. */
const spansOf = (faults, side, first) => faults.flatMap((fault, index) => (fault[side]
  ? [{ from: fault[side][0], to: fault[side][1], index: first + index, severity: fault.severity, words: messageOf(fault) }] : []));

const faultList = (faults, first) => faults.length > 0 && h("ol", { class: "faults" }, faults.map((fault, index) =>
  h("li", { "data-fault": first + index },
    h("span", { class: "index" }, String(first + index + 1)),
    h("div", null, h("span", { class: "severity " + severities[fault.severity] }, severityName(severities[fault.severity])),
 h("span", { class: "what", lang: ui.language }, messageOf(fault)),
    fault.rule && h("span", { class: "rule" }, h("button", { type: "button", class: "link",
      title: `${categoryName(fault.rule.category)} · ${t("precision")}: ${precisionName(fault.rule.precision)}`,
      onclick: () => change({ rule: fault.rule.id, category: "" }) }, fault.rule.id))))));

const partFacts = (part) => [
  part.bead && h("span", null, t("bead {x}", { x: part.bead })),
  part.score >= 0 && h("span", null, t("score {x}", { x: fixed(part.score / 10000, 2) })),
  part.ratio >= 0 && h("span", null, t("ratio {x}", { x: fixed(part.ratio / 10000, 2) })),
];
const weightOf = (part) => (part.checked ? t("weight {x}", { x: count(part.weight) }) : t("not looked at"));

/** Lights up what belongs to one fault, on both sides and in the list. */
const lightUp = (box, on) => (event) => {
  const node = event.target.closest?.("mark[data-faults], li[data-fault]");
  if (!node || !box.contains(node)) return;
  const wanted = (node.dataset.faults ?? node.dataset.fault).split(" ");
  for (const mark of box.querySelectorAll("mark[data-faults]")) {
    mark.classList.toggle("lit", on && mark.dataset.faults.split(" ").some((index) => wanted.includes(index)));
  }
};
const lighting = (box) => {
  box.addEventListener("mouseover", lightUp(box, true));
  box.addEventListener("mouseout", lightUp(box, false));
  return box;
};

const unitCard = (unit) => {
  const query = filter.q.toLowerCase().trim();
  const facts = (part) => (several ? [] : partFacts(part));
  const header = h("header", null,
    h("h3", null, unit.id),
    unit.document && h("button", { type: "button", class: "link name", onclick: () => change({ document: unit.document }) }, unit.document),
    unit.parts.slice(0, 1).map((part) => part && facts(part)),
    several ? h("span", { class: "weight" }, t("difference {x}", { x: count(Math.max(0, difference(unit))) }))
      : h("span", { class: "weight" }, h("b", null, weightOf(unit.parts[0]))));
  if (!several) {
    const [part] = unit.parts;
    return lighting(h("li", { class: "unit" }, header,
      h("div", { class: "sides" },
        textBlock(unit.source, data.languages[0], spansOf(part.faults, "source", 0), query),
        textBlock(part.target, data.languages[1], spansOf(part.faults, "target", 0), query)),
      faultList(part.faults, 0)));
  }
  let total = 0;
  const firsts = unit.parts.map((part) => (total += part?.faults.length ?? 0) - (part?.faults.length ?? 0));
  return lighting(h("li", { class: "unit" }, header,
    h("div", { class: "sides" },
      textBlock(unit.source, data.languages[0],
        unit.parts.flatMap((part, index) => (part ? spansOf(part.faults, "source", firsts[index]) : [])), query),
      h("div", { class: "stack" }, unit.parts.map((part, index) => h("div", null,
        h("div", { class: "engine" }, h("b", null, systems[index].name), part
          ? [partFacts(part), h("span", null, weightOf(part))] : h("span", null, t("has no such unit"))),
        part && textBlock(part.target, data.languages[1], spansOf(part.faults, "target", firsts[index]), query),
        part && faultList(part.faults, firsts[index])))))));
};

const showMore = (wanted = pageSize) => {
  const next = found.slice(shownCount, shownCount + wanted);
  list.append(...next.map(unitCard));
  shownCount += next.length;
  drawState();
};

const chipWords = () => {
  const chips = [];
  const add = (name, words) => chips.push({ name, words });
  if (filter.q) add("q", `“${filter.q}”`);
  if (filter.category) add("category", categoryName(filter.category));
  if (filter.rule) add("rule", filter.rule);
  if (filter.severity) add("severity", t("at least {x}", { x: severityName(filter.severity) }));
  if (filter.precision) add("precision", t("precision at least {x}", { x: precisionName(filter.precision) }));
  if (filter.document) add("document", filter.document);
  if (filter.engine !== "") add("engine", systems[+filter.engine]?.name ?? "");
  if (filter.ratio) add("ratio", t("ratio {x}", { x: rangeWords(filter.ratio) }));
  if (filter.score) add("score", t("score {x}", { x: rangeWords(filter.score) }));
  if (filter.bead) add("bead", t("bead {x}", { x: filter.bead }));
  return chips;
};

const drawState = () => {
  const chips = chipWords();
  state.replaceChildren(
    h("p", { role: "status" }, chips.length
      ? t("{n} of {all} units, {shown} shown", { n: found.length, all: units.length, shown: shownCount })
      : t("{all} units, {shown} shown", { all: units.length, shown: shownCount })),
    ...chips.map(({ name, words }) => h("button", { type: "button", class: "chip", "aria-label": t("Remove {x}", { x: words }),
      onclick: () => change({ [name]: "" }, false) }, words, h("span", { "aria-hidden": "true" }, "×"))),
    ...(chips.length > 1 ? [h("button", { type: "button", class: "link small", onclick: () => change({ ...none, sort: filter.sort }, false) }, t("Remove all"))] : []));
  const left = found.length - shownCount;
  more.replaceChildren(...(left > 0 ? [
    h("button", { type: "button", class: "button", onclick: () => showMore() }, t("Show {n} more", { n: Math.min(pageSize, left) })),
    h("span", { class: "soft small" }, t("{n} left", { n: left }))] : []));
};

/** Draws the list anew for the filter as it is. */
const drawList = () => {
  found = selected();
  shownCount = 0;
  if (!found.length) {
    list.replaceChildren(h("li", null, units.length
      ? empty(t("No unit is like that."), h("div", null, h("button", { type: "button", class: "button", onclick: () => change({ ...none }, false) }, t("Remove all filters"))))
      : empty(t("There are no units."))));
    return drawState();
  }
  list.replaceChildren();
  showMore();
};

/** Changes the filter, the address, the form and the list; goes to the units unless it came from there. */
const change = (wanted, goes = true) => {
  Object.assign(filter, wanted);
  const words = Object.entries(filter).filter(([name, value]) => value !== none[name]);
  try { history.replaceState(null, "", "#" + new URLSearchParams(words)); } catch { /* not from every place */ }
  for (const field of document.querySelectorAll("[data-filter]")) {
    const name = field.dataset.filter;
    field.value = name === "kind" ? (filter.rule ? "rule:" + filter.rule : filter.category ? "category:" + filter.category : "") : filter[name];
  }
  drawList();
  if (goes) document.getElementById("units").scrollIntoView();
};

const field = (name, words, control) => {
  control.id = "filter-" + name;
  control.dataset.filter = name;
  return h("div", { class: "field" }, h("label", { for: control.id }, words), control);
};
const choice = (name, words, options) => {
  const control = h("select", { onchange: () => change({ [name]: control.value }, false) },
    options.map(([value, label]) => h("option", { value, selected: filter[name] === value }, label)));
  return field(name, words, control);
};

const kindChoice = () => {
  const used = (rule) => systems.some((system) => system.rules[rule.index][0]);
  const control = h("select", { onchange: () => {
    const [sort, name] = control.value.split(/:(.*)/);
    change({ rule: sort === "rule" ? name : "", category: sort === "category" ? name : "" }, false);
  } }, h("option", { value: "" }, t("any")),
  categories.filter((name) => rules.some((rule) => rule.category === name && used(rule))).map((name) =>
    h("optgroup", { label: categoryName(name) },
      h("option", { value: "category:" + name }, t("all of {x}", { x: categoryName(name) })),
      rules.filter((rule) => rule.category === name && used(rule)).map((rule) => h("option", { value: "rule:" + rule.id }, rule.id)))));
  const made = field("kind", t("Fault"), control);
  control.value = filter.rule ? "rule:" + filter.rule : filter.category ? "category:" + filter.category : "";
  return made;
};

let waiting = 0;
const unitsSection = () => {
  const search = h("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: t("text, id or document"),
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => change({ q: search.value }, false), 120);
    } });
  search.value = filter.q;
  list = h("ol", { class: "units" });
  more = h("div", { class: "tail" });
  state = h("div", { class: "state" });
  const { total, checked } = data.units;
  const shown = units.length < checked
    ? t("The {n} worst of {all} units are in this file, by weighted faults; all figures and pictures above are of all units.", { n: units.length, all: checked })
    : checked < total
      ? t("The {n} units that were looked at are in this file, of {all}; all pictures above are of all units.", { n: units.length, all: total })
      : t("All {n} units are in this file.", { n: units.length });
  const sorts = [["worst", t("worst first")], several && ["difference", t("greatest difference first")], ["order", t("as in the file")],
    ["score", t("least score first")], ["short", t("least ratio first")], ["long", t("greatest ratio first")], ["length", t("longest first")]];
  return h("section", { id: "units", "aria-labelledby": "units-title" },
    h("h2", { id: "units-title" }, t("Units")),
    h("p", { class: "lead" }, shown),
    h("div", { class: "filters", role: "search" },
      field("q", t("Search"), search),
      kindChoice(),
      choice("severity", t("Severity"), [["", t("any")], ...[...severities].reverse().slice(0, 3).map((name) =>
        [name, name === "critical" ? severityName(name) : t("at least {x}", { x: severityName(name) })])]),
      choice("precision", t("Precision"), [["", t("any")], ["high", t("high")], ["medium", t("at least {x}", { x: t("medium") })]]),
      several && choice("engine", t("Engine"), [["", t("any")], ...systems.map((system, index) => [String(index), system.name])]),
      choice("sort", t("Order"), sorts.filter(Boolean))),
    state, list, more);
};
