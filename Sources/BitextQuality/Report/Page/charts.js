// SPDX-License-Identifier: Apache-2.0
// Pictures as inline SVG, each with its numbers in a table beside it.

let chartCount = 0;

/** A figure with a caption, a picture and a table of the same numbers. */
const picture = (title, sentence, svg, heads, rows) => {
  const name = "chart-" + ++chartCount;
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", name + "-title");
  svg.setAttribute("aria-describedby", name + "-sentence");
  return h("figure", null,
    h("figcaption", null, h("h3", { id: name + "-title" }, title), h("p", { id: name + "-sentence" }, sentence)),
    svg,
    h("details", null, h("summary", null, t("The numbers")),
      h("div", { class: "scroll" }, h("table", null,
        h("thead", null, h("tr", null, heads.map((head, index) =>
          h("th", { scope: "col", class: index ? "number" : null }, head)))),
        h("tbody", null, rows.map((row) => h("tr", null, row.map((cell, index) =>
          h(index ? "td" : "th", { scope: index ? null : "row", class: index ? "number" : null }, cell)))))))));
};

/** A round number not above `value`. */
const roundBelow = (value) => {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1);
};

const columns = (chart, { choose, range, middle }) => {
  const [left, right, top, bottom] = [34, 396, 18, 158];
  const extra = chart.beyond > 0 ? 1 : 0;
  const wide = (right - left) / (chart.counts.length + extra * 2 || 1);
  const most = Math.max(1, ...chart.counts, chart.beyond);
  const x = (hundredths) => left + (hundredths / chart.width) * wide;
  const y = (number) => bottom - (number / most) * (bottom - top);
  const step = Math.max(1, roundBelow(most / 2));
  const parts = [];
  const [low, median, high] = chart.quantiles;
  const end = chart.counts.length * chart.width;
  if (low !== null && middle) {
    const [from, to] = [Math.min(low * 100, end), Math.min(high * 100, end)];
    parts.push(s("rect", { class: "band", x: x(from), y: top, width: Math.max(1, x(to) - x(from)), height: bottom - top }));
  }
  for (let mark = step; mark <= most; mark += step) {
    parts.push(s("line", { class: "grid", x1: left, x2: right, y1: y(mark), y2: y(mark) }),
      s("text", { x: left - 6, y: y(mark) + 4, "text-anchor": "end" }, count(mark)));
  }
  const column = (place, number, words, value) => parts.push(s("g", { class: "hot", onclick: () => choose(value) },
    s("title", null, words + ": " + count(number)),
    s("rect", { class: "area", x: place, y: top, width: wide, height: bottom - top }),
    s("rect", { class: "column", x: place + wide * 0.08, width: wide * 0.84,
      y: number ? Math.min(y(number), bottom - 1.5) : bottom, height: number ? Math.max(bottom - y(number), 1.5) : 0 })));
  const rows = [];
  chart.counts.forEach((number, index) => {
    const [from, to] = [index * chart.width, (index + 1) * chart.width];
    const last = !chart.beyond && index === chart.counts.length - 1;
    const value = from + "-" + (last ? "" : to);
    column(x(from), number, range(value), value);
    if (number) rows.push([h("button", { type: "button", class: "link", onclick: () => choose(value) }, range(value)), count(number), percent(number, chart.total)]);
  });
  if (extra) {
    const value = end + "-";
    column(right - wide, chart.beyond, range(value), value);
    rows.push([h("button", { type: "button", class: "link", onclick: () => choose(value) }, range(value)), count(chart.beyond), percent(chart.beyond, chart.total)]);
    parts.push(s("text", { x: right, y: bottom + 16, "text-anchor": "end" }, "≥ " + fixed(end / 100, 2)));
  }
  parts.push(s("line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom }));
  const every = [10, 20, 25, 50, 100, 200].find((wanted) => end / wanted <= 6) ?? 200;
  for (let mark = 0; mark <= end; mark += every) {
    if (extra && x(mark) > right - 3.2 * wide - 30) break;
    parts.push(s("text", { x: x(mark), y: bottom + 16, "text-anchor": mark ? "middle" : "start" }, fixed(mark / 100, every % 10 ? 2 : 1)));
  }
  if (median !== null && middle) {
    const place = x(Math.min(median * 100, end));
    const turned = place > (left + right) / 2;
    parts.push(s("line", { class: "mid", x1: place, x2: place, y1: top - 8, y2: bottom, "pointer-events": "none" }),
      s("text", { x: place + (turned ? -5 : 5), y: top - 2, "text-anchor": turned ? "end" : "start" },
        t("median {x}", { x: fixed(median, 2) })));
  }
  return { svg: s("svg", { viewBox: "0 0 400 182" }, parts), rows };
};

const rangeWords = (value) => {
  const [from, to] = value.split("-");
  return to ? fixed(from / 100, 2) + "–" + fixed(to / 100, 2) : "≥ " + fixed(from / 100, 2);
};

const ratioChart = (system) => {
  const title = t("Length ratio");
  if (!system.ratio.total) return noChart(title, t("No unit has text on both sides."));
  const [low, median, high] = system.ratio.quantiles.map((value) => fixed(value, 2));
  const { svg, rows } = columns(system.ratio, { choose: (value) => change({ ratio: value }), range: rangeWords, middle: true });
  return picture(title, t("Characters of the target for one of the source. Half of the units lie below {median}, nine in ten between {low} and {high}.",
    { low, median, high }), svg, [t("Ratio"), t("Units"), t("Share")], rows);
};

const scoreChart = (system) => {
  const title = t("Alignment score");
  if (!system.score.total) return noChart(title, t("These units carry no score."));
  const { svg, rows } = columns(system.score, { choose: (value) => change({ score: value }), range: rangeWords, middle: false });
  return picture(title, t("How sure the aligner is of a unit, 0 to 1; {n} units have a score. Half of them lie above {median}.",
    { n: system.score.total, median: fixed(system.score.quantiles[1] - 0.005, 2) }), svg, [t("Score"), t("Units"), t("Share")], rows);
};

const beadChart = (system) => {
  const title = t("Sentences in a unit");
  if (!system.beads.length) return noChart(title, t("These units do not say what beads they were cut from."));
  const all = system.beads.reduce((sum, [, number]) => sum + number, 0);
  const first = system.beads.slice(0, 7);
  const rest = system.beads.slice(7).reduce((sum, [, number]) => sum + number, 0);
  const rows = rest ? [...first, [null, rest]] : first;
  const most = Math.max(...rows.map(([, number]) => number));
  const high = Math.min(30, 165 / rows.length);
  const svg = s("svg", { viewBox: `0 0 400 ${12 + rows.length * high}` }, rows.map(([kind, number], index) => {
    const y = 10 + index * high;
    const width = Math.max(1.5, 250 * number / most);
    return s("g", { class: kind ? "hot" : null, onclick: kind && (() => change({ bead: kind })) },
      s("title", null, (kind ?? t("other")) + ": " + count(number)),
      s("rect", { class: "area", x: 0, y: y - 4, width: 400, height: high }),
      s("text", { x: 34, y: y + 10, "text-anchor": "end" }, kind ?? t("other")),
      s("rect", { class: "column", x: 42, y, width, height: 13, rx: 1 }),
      s("text", { x: 42 + width + 7, y: y + 10 }, percent(number, all)));
  }));
  const [kind, number] = system.beads[0];
  return picture(title, t("Sentences of the source – of the target. {share} of {n} beads are {kind}.",
    { share: percent(number, all), n: all, kind }), svg, [t("Bead"), t("Beads"), t("Share")],
  system.beads.map(([name, amount]) => [h("button", { type: "button", class: "link", onclick: () => change({ bead: name }) }, name), count(amount), percent(amount, all)]));
};

const noChart = (title, words) => h("figure", null, h("figcaption", null, h("h3", null, title)), empty(words));

/** A value with its interval on a scale from `from` to `to`; what lies beyond is cut. */
const whisker = (value, low, high, from, to, { zero = false } = {}) => {
  const share = (number) => (to > from ? (number - from) / (to - from) : 0.5);
  const x = (number) => 4 + 192 * Math.min(1, Math.max(0, share(number)));
  return s("svg", { class: "range", viewBox: "0 0 200 16", preserveAspectRatio: "none", "aria-hidden": "true" },
    s("line", { class: "grid", x1: 4, x2: 196, y1: 8, y2: 8 }),
    zero && s("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: 16 }),
    low !== null && s("line", { class: "whisker", x1: x(low), x2: x(high), y1: 8, y2: 8 }),
    // A line of no length with round ends: the picture is stretched, its end is not.
    s("path", { class: "dot", d: `M${x(value)} 8h.01`, "vector-effect": "non-scaling-stroke" }));
};
