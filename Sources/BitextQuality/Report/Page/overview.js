// SPDX-License-Identifier: Apache-2.0
// The head, the figures and the pictures of one engine.

let engine = 0;
const several = systems.length > 1;

/** Buttons that choose the engine whose figures are shown. */
const engineChoice = () => several && h("div", { class: "group screen", role: "group", "aria-label": t("Engine") },
  h("span", { class: "small soft" }, t("Engine")),
  systems.map((system, index) => h("button", {
    type: "button", class: "button", "aria-pressed": String(index === engine),
    onclick: () => { engine = index; drawFigures(); },
  }, system.name)));

const engineName = () => several && h("p", { class: "soft", style: "margin-bottom:1.25rem" }, t("Figures of {name}.", { name: systems[engine].name }));

const precisionWords = (name) => ({
  high: t("High: right in at least nine of ten"), medium: t("Medium: right in at least seven of ten"),
  low: t("Low: a hint for a reader"), all: t("All rules"),
})[name];

const intervalWords = (figure) => (!figure.faults ? "–" : figure.low === undefined ? t("no interval: one document")
  : rate(figure.low) + "–" + rate(figure.high));

const classTable = (system) => {
  const rows = ["high", "medium", "low", "all"].map((name) => ({ name, ...system.mqm[name] }));
  const top = Math.max(0.001, ...rows.map((row) => row.high ?? row.per_1000_words));
  return table(t("Weighted faults per 1,000 source words, by how far the rules are to be believed"), [
    { name: t("Precision of the rule"), cell: (row) => precisionWords(row.name) },
    { name: t("Faults"), number: true, wide: true, cell: (row) => count(row.faults) },
    { name: t("Weighted"), number: true, cell: (row) => rate(row.per_1000_words) },
    { name: t("95 % interval"), number: true, cell: (row) => intervalWords(row) },
    { name: h("span", { class: "hidden" }, t("Picture")), wide: true,
      cell: (row) => row.faults > 0 && whisker(row.per_1000_words, row.low ?? null, row.high ?? null, 0, top) },
  ], rows);
};

const stat = (name, value, words) => h("div", null, h("dt", null, name), h("dd", null, value, h("small", null, words)));

const overview = () => {
  const system = systems[engine];
  const first = system.mqm.high;
  const parts = system.checked < system.units
    ? t("Faults were looked for in {checked} of {n} units: not in titles, and of many documents only in some, taken at even steps.", { checked: system.checked, n: system.units })
    : null;
  return h("section", { id: "overview", "aria-labelledby": "overview-title" },
    h("h2", { id: "overview-title", class: "hidden" }, t("Overview")),
    engineChoice(),
    h("div", { class: "headline" },
      h("div", null,
        h("div", { class: "figure-large" }, system.checked ? rate(first.per_1000_words) : "–"),
        h("p", null, t("weighted faults per 1,000 source words, by rules of high precision")),
        h("p", { class: "soft small" }, first.low === undefined
          ? t("No interval: it needs two documents.")
          : t("95 % interval {low} to {high}, bootstrap over {n} document|95 % interval {low} to {high}, bootstrap over {n} documents",
            { low: rate(first.low), high: rate(first.high), n: system.documents }))),
      classTable(system)),
    h("dl", { class: "stats" },
      stat(t("Units with a fault"), percent(system.faulty, system.checked),
        t("{faults} faults in {n} of {checked} units", { faults: system.faults, n: system.faulty, checked: system.checked })),
      stat(t("Source sentences covered"), system.coverage ? percent(system.coverage[0], system.coverage[1]) : t("not known"),
        system.coverage
          ? t("{n} of {all} sentences; {share} of the words have no translation", { n: system.coverage[0], all: system.coverage[1], share: percent(system.coverage[2], system.coverage[3]) })
          : t("a file of units does not hold what is missing")),
      stat(t("Units with an omission"), percent(system.omission, system.checked),
        t("{n} of {checked} units", { n: system.omission, checked: system.checked })),
      stat(t("Records left out"), count(system.rejected + system.repeated),
        system.rejected + system.repeated ? t("{a} not readable, {b} with an id seen before", { a: system.rejected, b: system.repeated })
          : t("all records were used"))),
    parts && h("p", { class: "note" }, parts),
    h("div", { class: "charts" }, ratioChart(system), scoreChart(system), beadChart(system)));
};

const head = () => {
  const all = systems[0];
  const words = [
    data.units.total ? data.languages.join(" → ") : null,
    t("{n} unit|{n} units", { n: data.units.total }),
    data.documents.total ? t("{n} document|{n} documents", { n: data.documents.total }) : null,
    t("{n} source word|{n} source words", { n: all.words }),
    several ? t("{n} engines", { n: systems.length }) : null,
  ].filter(Boolean);
  return h("header", { class: "wrap head" },
    h("p", { class: "eyebrow" }, t("Translation quality without a reference")),
    h("h1", null, data.title),
    h("p", { class: "facts" }, words.join(" · ")));
};

const sectionNames = () => [["overview", t("Overview")], several && ["compare", t("Engines")], ["faults", t("Faults")],
  ["terms", t("Terms")], ["units", t("Units")]].filter(Boolean);

const themes = ["auto", "light", "dark"];
let theme = themes.includes(memory.get("theme")) ? memory.get("theme") : "auto";
const applyTheme = () => {
  if (theme === "auto") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", theme);
};

/** A sun, a moon, or half of each. */
const themeIcon = () => s("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" },
  theme === "dark" ? s("path", { d: "M13 9.6A5.6 5.6 0 1 1 6.4 3a4.6 4.6 0 0 0 6.6 6.6z" }) : s("circle", { cx: 8, cy: 8, r: 5 }),
  theme === "auto" && s("path", { class: "full", d: "M8 3a5 5 0 0 1 0 10z" }));

const bar = () => {
  const themeWords = () => ({ auto: t("Theme: system"), light: t("Theme: light"), dark: t("Theme: dark") })[theme];
  const themeButton = h("button", { type: "button", class: "button", id: "theme", onclick: () => {
    theme = themes[(themes.indexOf(theme) + 1) % 3];
    memory.set("theme", theme);
    applyTheme();
    showTheme();
  } });
  const showTheme = () => themeButton.replaceChildren(themeIcon(), h("span", { class: "label" }, " " + themeWords()));
  showTheme();
  return h("div", { class: "bar" }, h("div", { class: "wrap" },
    h("nav", { "aria-label": t("Parts") }, sectionNames().map(([id, name]) => h("a", { href: "#" + id, onclick: (event) => {
      event.preventDefault();
      document.getElementById(id).scrollIntoView();
    } }, name))),
    h("div", { class: "tools" },
      h("button", { type: "button", class: "button", id: "language", lang: ui.language === "zh" ? "en" : "zh", onclick: () => {
        ui.language = ui.language === "zh" ? "en" : "zh";
        memory.set("language", ui.language);
        draw();
        document.getElementById("language").focus();
      } }, ui.language === "zh" ? "English" : "中文"),
      themeButton)));
};
