// SPDX-License-Identifier: Apache-2.0
// Faults by category, rule and document; terms with several renderings.

const meter = (value, most) => h("span", { class: "meter", style: `width:${most ? Math.max(0.5, 100 * value / most) : 0}%` });
const link = (words, wanted) => h("button", { type: "button", class: "link name", onclick: () => change(wanted) }, words);
const engineWanted = () => (several ? { engine: String(engine) } : {});

const severityName = (name) => ({ neutral: t("neutral"), minor: t("minor"), major: t("major"), critical: t("critical") })[name];
const precisionName = (name) => ({ high: t("high"), medium: t("medium"), low: t("low") })[name];
const categoryName = (name) => (ui.language === "zh"
  ? name.split("/").map((part) => chineseCategories[part] ?? part).join(" / ") : name.replace("/", " / "));

const categoryTable = (system) => {
  const rows = categories.map((name) => {
    const own = rules.filter((rule) => rule.category === name).map((rule) => system.rules[rule.index]);
    return { name, faults: own.reduce((sum, [n]) => sum + n, 0), weight: own.reduce((sum, [, , w]) => sum + w, 0) };
  }).filter((row) => row.faults).sort((a, b) => b.weight - a.weight || b.faults - a.faults);
  const most = Math.max(...rows.map((row) => row.weight));
  return table(t("By category"), [
    { name: t("Category"), value: (row) => row.name, cell: (row) => link(categoryName(row.name), { category: row.name, rule: "", ...engineWanted() }) },
    { name: t("Faults"), number: true, value: (row) => row.faults, cell: (row) => count(row.faults) },
    { name: t("Weighted"), number: true, value: (row) => row.weight, cell: (row) => count(row.weight) },
    { name: t("Share of the weight"), class: "share", wide: true, cell: (row) => meter(row.weight, most) },
  ], rows);
};

const ruleTable = (system) => {
  const rows = rules.map((rule) => {
    const [faults, inUnits, weight] = system.rules[rule.index];
    return { rule, faults, inUnits, weight };
  });
  const found = rows.filter((row) => row.faults).sort((a, b) => b.weight - a.weight || b.faults - a.faults);
  const quiet = rows.filter((row) => !row.faults);
  return h("div", null, table(t("By rule"), [
    { name: t("Rule"), value: (row) => row.rule.id, cell: (row) => [link(row.rule.id, { rule: row.rule.id, category: "", ...engineWanted() }),
      h("div", { class: "soft small" }, row.rule.summary[ui.language])] },
    { name: t("Category"), wide: true, value: (row) => row.rule.category, cell: (row) => categoryName(row.rule.category) },
    { name: t("Severity"), wide: true, value: (row) => -severities.indexOf(row.rule.severity), cell: (row) => severityName(row.rule.severity) },
    { name: t("Precision"), value: (row) => precisions.indexOf(row.rule.precision), cell: (row) => precisionName(row.rule.precision) },
    { name: t("Faults"), number: true, value: (row) => row.faults, cell: (row) => count(row.faults) },
    { name: t("Units"), number: true, wide: true, value: (row) => row.inUnits, cell: (row) => count(row.inUnits) },
    { name: t("Weighted"), number: true, value: (row) => row.weight, cell: (row) => count(row.weight) },
  ], found),
  quiet.length > 0 && h("details", null,
    h("summary", null, t("{n} rule found nothing|{n} rules found nothing", { n: quiet.length })),
    h("p", { class: "soft small" }, quiet.map((row) => row.rule.id).join(", "))));
};

const documentTable = () => {
  const rows = data.documents.rows.map(([name, inUnits, words, ...rest]) =>
    ({ name, inUnits, words, faults: rest[2 * engine], weight: rest[2 * engine + 1] }))
    .filter((row) => row.faults).sort((a, b) => b.weight - a.weight);
  if (!data.documents.total) return h("div", null, h("h3", null, t("By document")), empty(t("These units name no documents.")));
  if (!rows.length) return h("div", null, h("h3", null, t("By document")), empty(t("No document has a fault.")));
  return table(t("By document"), [
    { name: t("Document"), value: (row) => row.name, cell: (row) => link(row.name, { document: row.name }) },
    { name: t("Units"), number: true, wide: true, value: (row) => row.inUnits, cell: (row) => count(row.inUnits) },
    { name: t("Source words"), number: true, wide: true, value: (row) => row.words, cell: (row) => count(row.words) },
    { name: t("Faults"), number: true, value: (row) => row.faults, cell: (row) => count(row.faults) },
    { name: t("Weighted"), number: true, value: (row) => row.weight, cell: (row) => count(row.weight) },
    { name: t("Per 1,000 words"), number: true, value: (row) => row.weight / (row.words || 1), cell: (row) => rate(1000 * row.weight / (row.words || 1)) },
  ], rows, { limit: 10, more: data.documents.rows.length < data.documents.total
    ? t("The {n} worst of {all} documents are in this file.", { n: data.documents.rows.length, all: data.documents.total })
    : t("{n} of {all} documents have a fault.", { n: rows.length, all: data.documents.total }) });
};

const faultsSection = () => {
  const system = systems[engine];
  return h("section", { id: "faults", "aria-labelledby": "faults-title" },
    h("h2", { id: "faults-title" }, t("Faults")),
    h("p", { class: "lead" }, t("A name in a table shows the units behind it.")),
    engineName(),
    system.faults
      ? h("div", { class: "tables" }, categoryTable(system), ruleTable(system), documentTable())
      : empty(system.checked ? t("The rules found no fault.") : t("No unit was looked at.")));
};

const termsSection = () => {
  const { rows, total } = systems[engine].terms;
  return h("section", { id: "terms", "aria-labelledby": "terms-title" },
    h("h2", { id: "terms-title" }, t("Terms with several renderings")),
    h("p", { class: "lead" }, t("The usual rendering stands first. A rendering shows the units that hold it.")),
    engineName(),
    rows.length
      ? table(null, [
        { name: t("Term"), value: (row) => row[0].toLowerCase(), cell: (row) => link(row[0], { q: row[0] }) },
        { name: t("Uses"), number: true, value: (row) => row[1].reduce((sum, [, n]) => sum + n, 0),
          cell: (row) => count(row[1].reduce((sum, [, n]) => sum + n, 0)) },
        { name: t("Renderings"), cell: (row) => h("div", { class: "renderings" }, row[1].map(([words, n], index) =>
          h("button", { type: "button", class: "rendering" + (index ? "" : " usual"), onclick: () => change({ q: words, ...engineWanted() }) },
            h("span", { lang: data.languages[1] }, words), h("small", null, count(n))))) },
      ], rows, { limit: 20, more: rows.length < total ? t("{n} of {all} such terms are in this file.", { n: rows.length, all: total }) : "" })
      : empty(t("No term was seen with several renderings.")));
};
