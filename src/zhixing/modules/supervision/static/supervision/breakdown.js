// The workbench works without this file. It adds keys, a text that follows the list, marking by hand, and counting.
(function () {
  "use strict";
  const bench = document.querySelector("[data-bench]");
  if (!bench) return;
  const $ = (selector, within) => (within || document).querySelector(selector);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const text = $("[data-text]");
  const cards = () => all("[data-card], [data-editor]", bench);
  const spanOf = (card) => document.getElementById(`span-${card.dataset.card || card.dataset.editor}`);

  /* Which item is looked at: its card and its span stand out, and the text follows the list. */
  let now = null;
  function look(card, follow) {
    if (!card || card === now) return;
    if (now) now.classList.remove("bd-at");
    all(".bd-lit", text).forEach((one) => one.classList.remove("bd-lit"));
    now = card;
    now.classList.add("bd-at");
    const span = spanOf(card);
    if (!span) return;
    span.classList.add("bd-lit");
    if (follow && getComputedStyle(text).overflowY !== "visible") {
      text.scrollTop = span.offsetTop - text.offsetTop - text.clientHeight / 4;
    }
  }
  function go(card) {
    if (!card) return;
    show("items");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "center" });
    look(card, true);
  }
  const seen = new IntersectionObserver((entries) => {
    if (document.activeElement && document.activeElement.closest("[data-card], [data-editor]")) return;
    const top = entries.filter((entry) => entry.isIntersecting)[0];
    if (top) look(top.target, true);
  }, { rootMargin: "-25% 0px -60% 0px" });
  const watch = () => cards().forEach((card) => seen.observe(card));

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-card], [data-editor]");
    if (card) look(card, true);
    const span = event.target.closest("[data-span]");
    if (span) look(document.getElementById(`item-${span.dataset.span}`), false);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#item-"], a[href^="#span-"]');
    const at = link && document.getElementById(link.hash.slice(1));
    if (!at) return;
    event.preventDefault();
    if (at.matches("[data-span]")) {
      show("document");
      look(document.getElementById(`item-${at.dataset.span}`), true);
      at.scrollIntoView({ block: "nearest" });
      $("a", at).focus({ preventScroll: true });
    } else go(at);
  });

  /* Keys: j and k to the next and the one before, Enter edits, a chooses. */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const editor = event.target.closest("[data-editor]");
      if (editor) $("[data-cancel]", editor).click();
      return;
    }
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    const list = cards();
    const here = event.target.closest("[data-card], [data-editor]") || now;
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      event.preventDefault();
      go(list[Math.max(0, Math.min(list.length - 1, list.indexOf(here) + step))]);
    } else if (event.key === "a" && here) {
      const pick = $("[data-pick]", here);
      if (pick) { event.preventDefault(); pick.click(); }
    } else if (event.key === "Enter" && event.target.matches("[data-card]")) {
      const edit = $("[data-edit]", event.target);
      if (edit) { event.preventDefault(); edit.click(); }
    }
  });

  /* Choosing: how many are chosen, all that are ready, none. */
  function count() {
    const said = $("[data-chosen-words]");
    if (!said) return;
    const picked = all("[data-pick]:checked").length;
    said.textContent = said.dataset.chosenWords.replace("PICKED", picked).replace("ALL", said.dataset.all);
    all("[data-needs-choice]").forEach((button) => { button.disabled = picked === 0; });
  }
  document.addEventListener("change", (event) => { if (event.target.matches("[data-pick]")) count(); });
  document.addEventListener("click", (event) => {
    const everything = event.target.closest("[data-pickall]");
    if (!everything && !event.target.closest("[data-picknone]")) return;
    all("[data-pick]").forEach((pick) => { pick.checked = Boolean(everything) && !("lacking" in pick.dataset); });
    count();
  });
  // A press is a deed: the same form is not sent twice while the first is on its way.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "accept") return;
    if (event.target.dataset.sent) return event.preventDefault();
    event.target.dataset.sent = "1";
    return undefined;
  });
  window.addEventListener("pageshow", () => { const form = $("#accept"); if (form) delete form.dataset.sent; });

  /* Marking by hand: the chosen words of the text become an item. Places are counted in characters, as Python does. */
  const marking = $("[data-marking]");
  function place(node, offset) {
    const holder = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!holder || node.nodeType !== 3) return null;
    return Number(holder.dataset.at) + Array.from(node.data.slice(0, offset)).length;
  }
  document.addEventListener("selectionchange", () => {
    if (!marking) return;
    const chosen = document.getSelection();
    const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    const inside = range && text.contains(range.commonAncestorContainer);
    const start = inside ? place(range.startContainer, range.startOffset) : null;
    const end = inside ? place(range.endContainer, range.endOffset) : null;
    marking.hidden = start === null || end === null || end <= start;
    if (marking.hidden) return;
    marking.elements.start.value = start;
    marking.elements.end.value = end;
  });

  /* On a telephone one of the two is shown. */
  function show(pane) {
    bench.dataset.now = pane;
    all("[data-pane]").forEach((tab) => {
      if (tab.dataset.pane === pane) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
    });
  }
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-pane]");
    if (tab) { event.preventDefault(); show(tab.dataset.pane); }
  });

  /* One card came anew: its span takes its colour, the count is made again. */
  document.body.addEventListener("htmx:afterSettle", (event) => {
    all("template[data-look]").forEach((told) => {
      const span = document.getElementById(`span-${told.dataset.of}`);
      if (span) span.className = `bd-${told.dataset.look}`;
      told.remove();
    });
    watch();
    count();
    // What was swapped in takes the focus: an editor its heading, a card itself.
    const came = event.target.matches("[data-card], [data-editor]") ? event.target : null;
    if (!came) return;
    look(came, true);
    if (came.matches("[data-editor]")) {
      came.scrollIntoView({ block: "start" });
      $("[data-focus]", came).focus({ preventScroll: true });
    } else {
      came.focus({ preventScroll: true });
      came.scrollIntoView({ block: "nearest" });
    }
  });

  watch();
  count();
  const wanted = location.hash.startsWith("#item-") && document.getElementById(location.hash.slice(1));
  if (wanted) go(wanted);
})();
