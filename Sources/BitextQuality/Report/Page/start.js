// SPDX-License-Identifier: Apache-2.0
// Puts the page together.

const page = document.getElementById("page");

/** Draws what depends on the engine chosen. */
const drawFigures = () => {
  for (const [id, part] of [["overview", overview], ["faults", faultsSection], ["terms", termsSection]]) {
    document.getElementById(id).replaceWith(part());
  }
  watch();
};

const footer = () => h("footer", { class: "small soft" },
  h("p", null, t("Weights of faults: {list}. A weighted figure is the sum of the weights; per 1,000 words it is divided by the words of the sources.",
    { list: Object.entries(data.weights).map(([name, weight]) => `${weightName(name)} ${count(weight)}`).join(", ") })),
  h("p", null, t("The faults are named by rules without a reference translation: they show what rules can see, and a text without faults may still be wrong.")),
  h("p", null, t("Made by {tool}. Nothing is loaded from elsewhere.", { tool: data.tool })));
const weightName = (name) => t(name.replaceAll("-", " "));

let watcher = null, tailWatcher = null;
/** Marks the part in view in the navigation, and lengthens the list when its end comes into view. */
const watch = () => {
  watcher?.disconnect();
  tailWatcher?.disconnect();
  if (typeof IntersectionObserver === "undefined") return;
  watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      for (const anchor of document.querySelectorAll(".bar nav a")) {
        if (anchor.hash === "#" + entry.target.id) anchor.setAttribute("aria-current", "true");
        else anchor.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-25% 0px -65% 0px" });
  for (const section of document.querySelectorAll("section[id]")) watcher.observe(section);
  tailWatcher = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting) && shownCount < found.length) showMore();
  }, { rootMargin: "600px 0px" });
  tailWatcher.observe(more);
};

const draw = () => {
  document.documentElement.lang = ui.language === "zh" ? "zh-Hans" : "en";
  page.replaceChildren(head(), bar(), h("main", { class: "wrap" },
    overview(), compareSection() ?? "", faultsSection(), termsSection(), unitsSection()),
  h("div", { class: "wrap" }, footer()));
  drawList();
  watch();
};

const readAddress = () => {
  const words = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(none)) if (words.has(name)) filter[name] = words.get(name);
  if (!systems[+filter.engine]) filter.engine = "";
  return [...words.keys()].some((name) => name in none);
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
  event.preventDefault();
  document.getElementById("filter-q").focus();
});
addEventListener("hashchange", () => { if (readAddress()) change({}, false); });

applyTheme();
const asked = readAddress();
draw();
if (asked) document.getElementById("units").scrollIntoView();
