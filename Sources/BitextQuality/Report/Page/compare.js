// SPDX-License-Identifier: Apache-2.0
// Engines against the first of them.

const comparisonTable = (caption, rows, names) => {
  // A row of few words has an interval that would leave no room for the others.
  const most = Math.max(...rows.map((row) => row.words));
  const ends = rows.filter((row) => row.words >= most / 20).flatMap((row) => [row.low ?? row.difference, row.high ?? row.difference, 0]);
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return table(caption, [
    { name: h("span", { class: "hidden" }, t("Group")), class: "name", cell: (row) => row.label },
    { name: t("Source words"), number: true, wide: true, cell: (row) => count(row.words) },
    { name: names[0], number: true, cell: (row) => rate(row.rates[0]) },
    { name: names[1], number: true, cell: (row) => rate(row.rates[1]) },
    { name: t("Difference"), number: true, cell: (row) => h("span", { class: row.p !== null && row.p <= 0.05 ? "signif" : null }, signed(row.difference)) },
    { name: t("95 % interval"), number: true, wide: true, cell: (row) => (row.low === null ? "–" : `${signed(row.low)} … ${signed(row.high)}`) },
    { name: "p", number: true, cell: (row) => chance(row.p) },
    { name: h("span", { class: "hidden" }, t("Picture")), wide: true, cell: (row) => whisker(row.difference, row.low, row.high, from, to, { zero: true }) },
  ], rows);
};

const comparisonRow = (name) => ([label, words, a, b, rateA, rateB, low, high, p]) =>
  ({ label: name(label), words, faults: [a, b], rates: [rateA, rateB], difference: rateB - rateA, low, high, p });

const verdict = (row, names) => {
  const values = { a: names[0], b: names[1], x: rate(Math.abs(row.difference)), p: chance(row.p) };
  if (row.p === null) return t("{b} has {x} weighted faults per 1,000 words more or fewer than {a}; one document gives no interval.", values);
  if (row.p > 0.05) return t("{b} and {a} do not differ by more than chance (p = {p}).", values);
  return row.difference < 0
    ? t("{b} has {x} weighted faults per 1,000 words fewer than {a} (p = {p}).", values)
    : t("{b} has {x} weighted faults per 1,000 words more than {a} (p = {p}).", values);
};

const metricTable = () => data.metrics.length > 0 && h("div", { class: "compact" }, table(t("Against the reference"), [
  { name: t("Engine"), cell: (row) => row.name },
  ...data.metrics.map((metric, index) => ({
    name: metric.name + (metric.higher ? " ↑" : " ↓"), number: true,
    cell: (row) => {
      const [score, p, mean, half] = metric.results[row.index];
      return [fixed(score, 1), half !== null && h("span", { class: "soft" }, " ± " + fixed(half, 1)),
        p !== null && h("div", { class: "small " + (p <= 0.05 ? "signif" : "soft") }, "p = " + chance(p))];
    },
  })),
], systems.map((system, index) => ({ name: system.name, index }))),
h("p", { class: "soft small more signature" }, data.metrics.map((metric) => `${metric.name}: ${metric.signature}`).join("; ")));

const compareSection = () => {
  if (!several && !data.metrics.length) return null;
  const found = data.comparison;
  const parts = [];
  found?.systems.forEach((result, index) => {
    const names = [systems[0].name, systems[index + 1].name];
    const all = comparisonRow(() => t("All units"))(result.all);
    parts.push(h("div", null,
      h("h3", null, t("{b} against {a}", { a: names[0], b: names[1] })),
      h("p", { class: "verdict" }, verdict(all, names)),
      h("div", { class: "tables" },
        comparisonTable(t("By length of the source, in words"), [all, ...result.lengths.map(comparisonRow((label) => label))], names),
        result.categories.length > 0 && comparisonTable(t("By category of fault"),
          result.categories.map(comparisonRow(categoryName)).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)), names))));
  });
  const most = several ? units.map((unit) => ({ unit, gap: difference(unit) })).filter((entry) => entry.gap > 0)
    .sort((a, b) => b.gap - a.gap || a.unit.ordinal - b.unit.ordinal).slice(0, 8) : [];
  if (most.length) {
    parts.push(h("div", null, table(t("The units they differ on most, by weighted faults"), [
      { name: t("Unit"), cell: (row) => link(row.unit.id, { q: row.unit.id, engine: "", sort: "difference" }) },
      { name: t("Source"), wide: true, class: "name", cell: (row) => h("span", { lang: data.languages[0] }, shortened(row.unit.source.text, 90)) },
      ...systems.map((system, index) => ({ name: system.name, number: true,
        cell: (row) => (row.unit.parts[index]?.checked ? count(row.unit.parts[index].weight) : "–") })),
    ], most),
    h("div", { class: "more" }, h("button", { type: "button", class: "button", onclick: () => change({ ...none, sort: "difference" }) },
      t("Show them side by side")))));
  }
  return h("section", { id: "compare", "aria-labelledby": "compare-title" },
    h("h2", { id: "compare-title" }, several ? t("Engines compared") : t("Against the reference")),
    h("p", { class: "lead" }, several
      ? t("Weighted faults per 1,000 source words on the {n} unit that all engines translated.|Weighted faults per 1,000 source words on the {n} units that all engines translated.", { n: found.units })
      : null),
    found && found.incomplete > 0 && h("p", { class: "note" }, t("{n} unit is missing in some engine and left out here.|{n} units are missing in some engine and left out here.", { n: found.incomplete })),
    found && found.different_sources > 0 && h("p", { class: "note" }, t("{n} unit has not the same source text in all files.|{n} units have not the same source text in all files.", { n: found.different_sources })),
    h("div", { class: "tables" }, metricTable(), parts),
    several && h("p", { class: "soft small more" }, t("Paired bootstrap over documents, {n} samples; p is not corrected for the number of rows. Bold: p at most 0.05.", { n: data.samples })));
};

const shortened = (words, length) => {
  const letters = Array.from(words);
  return letters.length > length ? letters.slice(0, length).join("") + "…" : words;
};
