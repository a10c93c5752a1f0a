// Sorting, filtering and opening. The page reads without this; controls stay hidden until it runs.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const proposals = new Map(
    all("details.proposal").map((details) => [details.querySelector(".in").id, details]));

  // --- Opening what a link points to -------------------------------------------------------
  function reveal(id) {
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    target.scrollIntoView();
  }
  const wanted = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  window.addEventListener("hashchange", () => reveal(wanted()));
  // A second click on the same link changes no hash, yet its target may have been closed since.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) reveal(wanted());
  });
  if (location.hash) reveal(wanted());

  for (const tools of all(".tools")) tools.hidden = false;
  const openAll = document.getElementById("open-all");
  if (openAll) {
    const set = (open) => {
      for (const details of proposals.values()) {
        if (!open || !details.hidden) details.open = open;
      }
    };
    openAll.addEventListener("click", () => set(true));
    document.getElementById("close-all").addEventListener("click", () => set(false));
  }

  const table = document.getElementById("heat");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);

  // --- Sorting -----------------------------------------------------------------------------
  const heads = Array.from(table.tHead.rows[0].cells);
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function sortBy(column, head, descending) {
    const numeric = head.dataset.sort === "number";
    const key = (row) => {
      const cell = row.cells[column];
      if (!numeric) return cell.textContent.trim();
      return cell.dataset.s === "" ? null : Number(cell.dataset.s);
    };
    const keyed = rows.map((row, place) => ({ row, place, key: key(row) }));
    keyed.sort((a, b) => {
      // Unknown comes last either way: it is neither high nor low.
      if (a.key === null || b.key === null) {
        return (a.key === null) - (b.key === null) || a.place - b.place;
      }
      const order = numeric ? a.key - b.key : words.compare(a.key, b.key);
      return (descending ? -order : order) || a.place - b.place;
    });
    body.append(...keyed.map((item) => item.row));
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
  }

  heads.forEach((head, column) => {
    if (!head.dataset.sort || rows.length < 2) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      // Scores read best first; ranks, names and verdicts read from the top.
      const firstDescending = head.classList.contains("n");
      sortBy(column, head, now ? now === "ascending" : firstDescending);
    });
  });

  // --- Filtering ---------------------------------------------------------------------------
  const controls = document.getElementById("controls");
  const find = document.getElementById("find");
  const verdict = document.getElementById("by-verdict");
  const labels = all(".by-label", controls);
  const shown = document.getElementById("shown");
  if (rows.length < 6) return;
  controls.hidden = false;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, plain(row.cells[1].textContent)]));

  function filter() {
    const sought = plain(find.value.trim());
    let count = 0;
    for (const row of rows) {
      const places = row.dataset.l.split(" ");
      const keep = (!sought || texts.get(row).includes(sought)) &&
        (!verdict || !verdict.value || row.dataset.v === verdict.value) &&
        labels.every((label, place) => !label.value || places[place] === label.value);
      row.hidden = !keep;
      const details = proposals.get(row.dataset.p);
      if (details) details.hidden = !keep;
      if (keep) count += 1;
    }
    shown.textContent = count === rows.length ? "" : `${count} of ${rows.length} proposals shown`;
  }
  for (const control of [find, verdict, ...labels]) {
    if (control) control.addEventListener("input", filter);
  }
  // A reload keeps what was typed.
  filter();
})();
