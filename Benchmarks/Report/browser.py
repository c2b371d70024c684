#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens reports in headless Chromium and checks that they work.

    browser.py BITEXT [--count 10000] [--shots FOLDER]

Makes units (units.py), reports of one engine, of two, and of none, and opens them: no message in the console,
no request, filters and sorting work, marks stand where the spans say, texts have contrast, nothing is wider
than a phone; and 10,000 units can be used within two seconds: the page's own processor time until its first
units stand and a search has been answered (the clock's time is printed beside it; it depends on what else
the machine does). Needs Debian's chromium and chromium-driver,
and selenium from pip. Exits 1 where something is wrong.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

HERE = pathlib.Path(__file__).resolve().parent
LIMIT = 2.0
failures = []


def check(name, holds, found=""):
    print(f"{'ok  ' if holds else 'FAIL'} {name}" + (f": {found}" if found != "" else ""))
    if not holds:
        failures.append(name)


def open_browser(theme, width, height, mobile):
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--window-size={width},{height}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile})
    return browser


def renderer_seconds(browser):
    """Processor seconds of the browser's renderers, from /proc."""
    parents, used = {}, {}
    for folder in pathlib.Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            words = (folder / "cmdline").read_text()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
        if "--type=renderer" in words:
            used[int(folder.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    def is_below(process):
        while process:
            if process == browser.service.process.pid:
                return True
            process = parents.get(process, 0)
        return False
    return sum(seconds for process, seconds in used.items() if is_below(process))


def usable_after(browser, path):
    """Processor seconds of the page's process, and seconds by the clock, until a search has answered."""
    before = renderer_seconds(browser)
    start = time.monotonic()
    browser.get(path.as_uri())
    browser.execute_script(
        "const q = document.getElementById('filter-q'); q.value = 'Bayesian'; q.dispatchEvent(new Event('input'))")
    while "Bayesian" not in browser.execute_script("return location.hash"):
        time.sleep(0.01)
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    return renderer_seconds(browser) - before, time.monotonic() - start


CONTRAST = """
const parse = (color) => { const [r, g, b, a] = color.match(/[\\d.]+/g).map(Number); return { r, g, b, a: a ?? 1 }; };
const light = ({ r, g, b }) => [r, g, b].map((c) => c / 255).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (node) => { for (; node; node = node.parentElement) { const c = parse(getComputedStyle(node).backgroundColor); if (c.a > 0) return c; }
  return { r: 255, g: 255, b: 255 }; };
const worst = {};
for (const node of document.querySelectorAll("main *, header *, .bar *, footer *")) {
  // A picture's title is read out, never painted.
  if (node.tagName === "title" || ![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
  const style = getComputedStyle(node);
  const svg = node.namespaceURI.endsWith("svg");
  const [a, b] = [light(parse(svg ? style.fill : style.color)), light(ground(node))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const name = node.tagName + "." + (node.getAttribute("class") ?? "");
  if (!(worst[name] <= ratio)) worst[name] = ratio;
}
return Object.entries(worst).sort((a, b) => a[1] - b[1])[0];
"""


def check_page(browser, name):
    logs = [entry for entry in browser.get_log("browser")]
    check(f"{name}: nothing in the console", not logs, logs[:2] if logs else "")
    foreign = []
    for entry in browser.get_log("performance"):
        if '"Network.requestWillBeSent"' in entry["message"] and '"url":"http' in entry["message"]:
            foreign.append(entry["message"][:200])
    check(f"{name}: no request to anywhere", not foreign, foreign[:1] if foreign else "")
    width, view = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    check(f"{name}: not wider than the window", width <= view, f"{width} of {view}")
    kind, ratio = browser.execute_script(CONTRAST)
    check(f"{name}: contrast at least 4.5", ratio >= 4.5, f"{kind} {ratio:.2f}")
    unnamed = browser.execute_script(
        "return [...document.querySelectorAll('svg[role=img]')].filter((svg) => !document.getElementById("
        "svg.getAttribute('aria-labelledby'))?.textContent).length")
    check(f"{name}: every picture has a name", unnamed == 0)


def count_of(browser):
    words = browser.find_element(By.CSS_SELECTOR, "[role=status]").text
    return int(words.split(" ")[0].replace(",", ""))


def check_filters(browser):
    total = count_of(browser)
    Select(browser.find_element(By.ID, "filter-severity")).select_by_value("major")
    major = count_of(browser)
    check("filter by severity leaves some", 0 < major < total, major)
    data = browser.execute_script(
        "const d = JSON.parse(document.getElementById('data').textContent);"
        "return d.units.rows.filter((r) => r.slice(5).some((p) => p && p[5].some((f) => f[2] >= 2))).length")
    check("and as many as the data has", major == data, data)
    kind = Select(browser.find_element(By.ID, "filter-kind"))
    rule = next(option.get_attribute("value") for option in kind.options if option.get_attribute("value") == "rule:number-changed")
    kind.select_by_value(rule)
    check("a rule narrows it", 0 < count_of(browser) <= major, count_of(browser))
    marked = browser.execute_script(
        "return [...document.querySelectorAll('.unit')].every((unit) => unit.querySelector('mark.major')"
        " && /\\d/.test(unit.querySelector('mark.major').textContent))")
    check("each unit shown has its number marked", marked)
    chips = browser.find_elements(By.CSS_SELECTOR, ".chip")
    check("each condition is a chip", len(chips) == 2, len(chips))
    link = browser.find_element(By.CSS_SELECTOR, ".state .link")
    # A page that is still being laid out moves under the pointer.
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", link)
    link.click()
    check("removing all brings all back", count_of(browser) == total)
    Select(browser.find_element(By.ID, "filter-sort")).select_by_value("order")
    first = browser.find_element(By.CSS_SELECTOR, ".unit h3").text
    check("the order of the file begins with its first unit", first.endswith("#0:0"), first)
    search = browser.find_element(By.ID, "filter-q")
    search.send_keys("no such words")
    time.sleep(0.4)
    check("a search without result says so", browser.find_element(By.CSS_SELECTOR, ".units .empty").is_displayed())
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys(Keys.DELETE)
    time.sleep(0.4)
    before = len(browser.find_elements(By.CSS_SELECTOR, ".unit"))
    browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, document.body.scrollHeight)")
    time.sleep(0.5)
    after = len(browser.find_elements(By.CSS_SELECTOR, ".unit"))
    check("more units come with scrolling", after > before, f"{before} to {after}")
    browser.execute_script("document.querySelector('#faults tbody .link').click()")
    time.sleep(0.5)
    check("a name in a table filters", count_of(browser) < total and "category=" in browser.current_url)
    browser.find_element(By.ID, "language").click()
    check("the interface speaks Chinese", "语段" in browser.find_element(By.CSS_SELECTOR, "#units h2").text)
    browser.find_element(By.ID, "language").click()
    browser.find_element(By.ID, "theme").click()
    browser.find_element(By.ID, "theme").click()
    ground = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    check("the toggle makes it dark", ground == "rgb(20, 23, 27)", ground)
    browser.execute_script("document.activeElement.blur()")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    check("/ goes to the search", browser.switch_to.active_element.get_attribute("id") == "filter-q")


def shoot(browser, folder, name):
    if not folder:
        return
    browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
    total, height = browser.execute_script("return [document.documentElement.scrollHeight, innerHeight]")
    for number in range(min(6, total // (height - 60) + 1)):
        browser.execute_script(f"scrollTo(0, {number * (height - 60)})")
        time.sleep(0.3)
        browser.save_screenshot(str(pathlib.Path(folder) / f"{name}-{number}.png"))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("bitext")
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--shots")
    given = arguments.parse_args()
    if given.shots:
        pathlib.Path(given.shots).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for engine, faults, seed, count in (("alpha", 0.3, 1, given.count), ("beta", 0.2, 2, given.count), ("none", 0, 3, 0)):
            with open(folder / f"{engine}.jsonl", "wb") as file:
                subprocess.run(
                    [sys.executable, HERE / "units.py", str(count), "--engine", engine, "--faults", str(faults), "--seed", str(seed)],
                    stdout=file, check=True)
        pages = {"one": ["alpha"], "two": ["alpha", "beta"], "none": ["none"]}
        for page, engines in pages.items():
            subprocess.run(
                [given.bitext, "report", "--quiet", *(str(folder / f"{engine}.jsonl") for engine in engines), "-o", str(folder / f"{page}.html")],
                check=True)
        for theme in ("light", "dark"):
            for device, (width, height, mobile) in {"desktop": (1280, 900, False), "phone": (390, 844, True)}.items():
                for page in pages:
                    browser = open_browser(theme, width, height, mobile)
                    name = f"{page}, {theme}, {device}"
                    if page == "none":
                        browser.get((folder / "none.html").as_uri())
                    else:
                        used, waited = usable_after(browser, folder / f"{page}.html")
                        check(f"{name}: {given.count} units usable within {LIMIT} s", used <= LIMIT,
                              f"{used:.2f} s of processor time, {waited:.2f} s by the clock")
                        browser.execute_script("location.hash = ''")
                        browser.refresh()
                    check_page(browser, name)
                    shoot(browser, given.shots, f"{page}-{theme}-{device}")
                    if page == "one" and device == "desktop" and theme == "light":
                        browser.get("about:blank")
                        browser.get((folder / "one.html").as_uri())
                        check_filters(browser)
                    browser.quit()
    print("all is well" if not failures else f"{len(failures)} checks failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
