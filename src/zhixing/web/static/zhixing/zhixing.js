// The page works without this file. It adds keys, charts, kept focus, and choices that take effect at once.
(function () {
  "use strict";
  const body = document.body;
  const $ = (selector, within) => (within || document).querySelector(selector);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const say = (text) => { $("#said").textContent = text; };

  /* Keys: "/" search, "g" then a letter, "?" help, arrows and Enter in a table, "x" select, Esc close. */
  let wentAt = 0;
  const writing = (el) => el.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return undefined;
    if (event.timeStamp - wentAt < 1500 && /^[a-z]$/.test(event.key)) {
      wentAt = 0;
      const place = $(`a[data-letter="${event.key}"]`);
      if (place) { event.preventDefault(); location.href = place.href; }
      return undefined;
    }
    if (event.key === "/" && $("#search")) { event.preventDefault(); return $("#search").focus(); }
    if (event.key === "?") return showKeys();
    if (event.key === "g") { wentAt = event.timeStamp; return undefined; }
    return inTable(event);
  });

  function showKeys() { const keys = $("#keys"); if (keys && !keys.open) keys.showModal(); }
  function closeMenus(except) {
    all("details.zx-menu[open], details.zx-define[open]").forEach((menu) => {
      if (menu === except) return;
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held && !except) $("summary", menu).focus();
    });
  }
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.zx-menu, details.zx-define"));
    if (event.target.closest("[data-keys]")) showKeys();
    const more = event.target.closest("[data-more]");
    if (more) oneMore(more.previousElementSibling);
  });

  function inTable(event) {
    const table = $("table[data-rows]");
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!table || !(step || event.key === "x")) return;
    const rows = all("tbody tr", table);
    const near = document.activeElement.closest("tbody tr");
    const at = rows.indexOf(near);
    if (step && (at >= 0 || !/^Arrow/.test(event.key) || table.parentElement === document.activeElement)) {
      const row = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
      const link = $("a, input", row.querySelector(".zx-rowlink") ? row.querySelector(".zx-rowlink").parentElement : row);
      if (link) { event.preventDefault(); link.focus(); row.scrollIntoView({ block: "nearest" }); mark(rows, row); }
    }
    const pick = event.key === "x" && near && $("input[name=pick]", near);
    if (pick) { event.preventDefault(); pick.click(); }
  }

  /* What is selected in a list: how many, and all of the page or none. */
  const picks = () => all("input[name=pick][form=picked]");
  function countPicks() {
    const said = $("[data-picked]");
    if (said) said.textContent = said.dataset.picked.replace("PICKED", picks().filter((one) => one.checked).length);
  }
  document.addEventListener("change", (event) => { if (event.target.matches("input[name=pick]")) countPicks(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-pickall][type=button]") || !$("#picked")) return;
    const some = picks().some((one) => !one.checked);
    picks().forEach((one) => { one.checked = some; });
    countPicks();
  });

  const mark = (rows, row) => rows.forEach((one) => one.classList.toggle("zx-at", one === row));

  /* Looks: draw at once, keep quietly. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "aside") return event.preventDefault(); // Enter in a field's search sends nothing
    if (!form.matches("form[data-looks]") || !event.submitter) return undefined;
    event.preventDefault();
    const kept = new FormData(form, event.submitter);
    kept.append("quiet", "1");
    fetch(form.action, { method: "POST", body: kept }).then(() => location.reload());
    return undefined;
  });

  /* Lists of one kind of input, and chosen references. */
  function oneMore(list) {
    const last = list.lastElementChild;
    const next = last.cloneNode(true);
    const place = list.children.length + 1;
    all("[id]", next).forEach((el) => { el.id = el.id.replace(/-\d+$/, `-${place}`); });
    all("[aria-label]", next).forEach((el) => { el.setAttribute("aria-label", el.getAttribute("aria-label").replace(/\d+/, place)); });
    all("input, textarea, select", next).forEach((el) => { el.value = ""; });
    list.append(next);
    $("input, textarea, select", next).focus();
  }
  document.addEventListener("change", (event) => {
    const found = event.target.closest("[data-found]");
    if (found && event.target.type === "checkbox" && event.target.checked) {
      const chosen = $(`[data-chosen="${found.dataset.found}"]`);
      const twin = all("input", chosen).find((one) => one.value === event.target.value);
      if (twin) twin.checked = true; else chosen.append(event.target.closest("label"));
      if (twin) event.target.closest("label").remove(); else event.target.focus();
    }
  });

  /* Parts swapped by htmx: refusals are shown, focus comes back, results are said. */
  body.addEventListener("htmx:beforeSwap", () => { body.dataset.focusId = document.activeElement.id || ""; });
  body.addEventListener("htmx:afterSettle", (event) => {
    // After an outerHTML swap the target is gone from the page, and the event comes from what took its place.
    const part = event.detail.target.isConnected ? event.detail.target : event.target;
    if (!(part instanceof Element)) return undefined;
    mountCharts(part);
    if (part.matches("[data-focus], [autofocus]")) return part.focus();
    const wanted = $("[data-focus], [autofocus]", part);
    if (wanted) return wanted.focus();
    if (document.activeElement === body) {
      const back = body.dataset.focusId && document.getElementById(body.dataset.focusId);
      (back || part).focus({ preventScroll: true });
    }
    return undefined;
  });
  body.addEventListener("htmx:beforeRequest", () => { $("#refusal").replaceChildren(); });
  body.addEventListener("htmx:sendError", () => {
    const note = document.createElement("div");
    note.className = "zx-note zx-note-error";
    note.setAttribute("role", "alert");
    note.textContent = body.dataset.wordsLost;
    $("#refusal").replaceChildren(note);
  });
  body.addEventListener("said", (event) => say(event.detail.value));

  /* Charts: the option stands beside as JSON, the colours are the theme's, the data is in the table beneath. */
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tone = (value) => (typeof value === "string" && value[0] === "@" ? css(`--zx-${value.slice(1)}`) : value);
  function toned(value) {
    if (Array.isArray(value)) return value.map(toned);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, toned(v)]));
    return tone(value);
  }
  function ground() {
    const text = { color: css("--zx-text"), fontFamily: css("--zx-sans"), fontSize: 12 };
    const axis = {
      axisLine: { lineStyle: { color: css("--zx-line-strong") } }, axisLabel: { color: css("--zx-muted") },
      splitLine: { lineStyle: { color: css("--zx-line") } }, nameTextStyle: { color: css("--zx-muted") },
    };
    return {
      color: ["--zx-ink", "--zx-met", "--zx-warn-line", "--zx-bad", "--zx-closed"].map(css), textStyle: text,
      legend: { textStyle: text }, categoryAxis: axis, valueAxis: axis, timeAxis: axis,
    };
  }
  const drawn = [];
  function draw(box) {
    const option = toned(JSON.parse(document.getElementById(box.dataset.chart).textContent));
    const chart = window.echarts.init(box, ground(), { renderer: "canvas" });
    // Tooltips as drawn text: their usual HTML carries inline styles, which the page's policy does not let in.
    const card = { renderMode: "richText", backgroundColor: css("--zx-paper"), borderColor: css("--zx-line"), textStyle: { color: css("--zx-text") } };
    chart.setOption({ animation: false, aria: { enabled: false }, grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true }, ...option, tooltip: { ...card, ...option.tooltip } });
    drawn.push({ box, chart });
  }
  function mountCharts(within) {
    const boxes = all("[data-chart]", within).filter((box) => !box.firstChild);
    if (!boxes.length) return;
    if (window.echarts) return boxes.forEach(draw);
    const script = document.createElement("script");
    script.src = body.dataset.echarts;
    script.onload = () => boxes.forEach(draw);
    document.head.append(script);
  }
  window.addEventListener("resize", () => drawn.forEach(({ chart }) => chart.resize()));
  new MutationObserver(() => drawn.splice(0).forEach(({ box, chart }) => { chart.dispose(); draw(box); }))
    .observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });

  mountCharts(document);
  const first = $("[data-focus]");
  if (first) first.focus();
})();
