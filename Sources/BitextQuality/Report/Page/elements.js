// SPDX-License-Identifier: Apache-2.0
// Elements, words and numbers. Text enters the page as text nodes only, never as markup.

const memory = {
  get(key) { try { return localStorage.getItem("bitext-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("bitext-" + key, value); } catch { /* a file may not store */ } },
};

const ui = { language: memory.get("language") === "zh" ? "zh" : "en" };

/** Words of the interface: the English text is the key; `{n}` is filled in; `one|many` goes by `n`. */
const t = (text, values = {}) => {
  let words = ui.language === "zh" ? chinese[text] ?? text : text;
  if (words.includes("|")) words = words.split("|")[values.n === 1 ? 0 : 1];
  return words.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    return typeof value === "number" ? count(value) : value ?? all;
  });
};

const make = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child.nodeType ? child : String(child));
  }
  return node;
};
const h = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
const s = (name, attributes, ...children) =>
  make(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

const count = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 2 });
const fixed = (number, digits) =>
  number.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const rate = (number) => fixed(number, Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2);
const signed = (number) => (number > 0 ? "+" : number < 0 ? "−" : "") + rate(Math.abs(number));
const percent = (part, whole) => {
  if (!whole) return "–";
  const value = 100 * part / whole;
  if (part === 0 || part === whole) return count(value) + " %";
  return fixed(value, value < 0.1 || value > 99.9 ? 2 : 1) + " %";
};
const chance = (p) => (p === null ? "–" : p < 0.001 ? "< 0.001" : fixed(p, 3));

/** A table whose heads sort it. `columns`: {name, number?, value(row), cell(row), wide?}. */
const table = (caption, columns, rows, { limit = Infinity, sort = null, more = "" } = {}) => {
  let order = sort, shown = limit;
  const body = h("tbody"), foot = h("div", { class: "more" });
  const heads = columns.map((column, index) =>
    h("th", { scope: "col", class: [column.number && "number", column.wide && "wide"].filter(Boolean).join(" ") || null },
      column.value
        ? h("button", { type: "button", class: "link", onclick: () => {
          const falling = order?.index === index ? !order.falling : !!column.number;
          order = { index, falling };
          draw();
        } }, column.name)
        : column.name));
  const draw = () => {
    let sorted = rows;
    if (order) {
      const value = columns[order.index].value;
      sorted = rows.map((row, place) => ({ row, place, value: value(row) }))
        .sort((a, b) => {
          const before = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
          return (order.falling ? -before : before) || a.place - b.place;
        }).map((entry) => entry.row);
    }
    heads.forEach((head, index) => {
      if (order?.index === index) head.setAttribute("aria-sort", order.falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren(...sorted.slice(0, shown).map((row) => h("tr", null, columns.map((column, index) =>
      h(index ? "td" : "th", {
        scope: index ? null : "row",
        class: [column.number && "number", column.wide && "wide", column.class].filter(Boolean).join(" ") || null,
      }, column.cell(row))))));
    foot.replaceChildren(...(rows.length > shown
      ? [h("button", { type: "button", class: "button", onclick: () => { shown = Infinity; draw(); } },
        t("Show all {n}", { n: rows.length }))] : []));
  };
  draw();
  return h("div", null,
    h("div", { class: "scroll" }, h("table", null, caption && h("caption", null, caption),
      h("thead", null, h("tr", null, heads)), body)),
    more && h("p", { class: "soft small more" }, more), foot);
};

const empty = (text, ...rest) => h("div", { class: "empty" }, h("p", null, text), rest);
