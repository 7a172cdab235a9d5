/* Makes the pages quicker to use. Every one of them works without this file.

   A page is made of parts (elements with data-part). `refresh` asks the server for a page as a browser would and puts
   its parts in the place of ours, so that the server has one way of saying things. What is still being typed
   (`unfinished`) may be no query yet: "soil carb. Then the page stays as it is. */
"use strict";

const parser = new DOMParser();
let newest = 0;

async function refresh(url, options = {}, unfinished = false) {
  const turn = ++newest;
  document.documentElement.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { credentials: "same-origin", ...options });
    const page = parser.parseFromString(await answer.text(), "text/html");
    if (turn !== newest || (unfinished && answer.status === 400)) return null;
    const fresh = page.querySelectorAll("[data-part]");
    if (!fresh.length) { window.location.assign(answer.url); return null; }
    fresh.forEach(replacePart);
    document.title = page.title;
    return answer.url;
  } catch (error) {
    if (turn === newest) say(document.body.dataset.lost);
    return null;
  } finally {
    if (turn === newest) document.documentElement.removeAttribute("aria-busy");
  }
}

function replacePart(fresh) {
  const old = document.querySelector(`[data-part="${fresh.dataset.part}"]`);
  if (!old) return;
  const focus = old.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...old.querySelectorAll("details[open][id]")].map((each) => each.id);
  const scrolled = [...old.querySelectorAll(".scroll[id]")].map((each) => [each.id, each.scrollTop]);
  old.replaceChildren(...fresh.childNodes);
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  scrolled.forEach(([id, top]) => { const each = document.getElementById(id); if (each) each.scrollTop = top; });
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
}

function say(text) {
  const status = document.getElementById("said");
  if (status && text) status.textContent = text;
}

/* ---- live search: the form is sent while it is filled in ---- */

let waiting = 0;
let entered = false;
let here = address();

function address() { return window.location.pathname + window.location.search; }

function liveForm(element) {
  const form = element.form || element.closest?.("form");
  return form?.hasAttribute("data-live") ? form : null;
}

async function search(form, unfinished = false) {
  const query = new URLSearchParams(new FormData(form)).toString();
  const shown = await refresh(`${form.getAttribute("action")}?${query}`, {}, unfinished);
  if (!shown) return;
  window.history[entered ? "replaceState" : "pushState"]({}, "", shown);
  entered = true;
  here = address();
}

document.addEventListener("input", (event) => {
  const form = liveForm(event.target);
  if (!form || event.isComposing) return;
  clearTimeout(waiting);
  const typed = event.target.matches("input:not([type=checkbox], [type=radio])");
  waiting = setTimeout(() => search(form, typed), typed ? 180 : 0);
});
window.addEventListener("popstate", () => { if (address() !== here) window.location.reload(); });

/* ---- forms that leave us where we are ---- */

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (liveForm(form)) { event.preventDefault(); clearTimeout(waiting); entered = false; await search(form); return; }
  if (!form.hasAttribute("data-stay")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const id = event.submitter?.id;
  if (form.method === "get") {
    const shown = await refresh(`${form.getAttribute("action")}?${new URLSearchParams(data)}`);
    if (shown) window.history.replaceState({}, "", shown);
  } else {
    await refresh(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(data) });
  }
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
});

/* ---- copying ---- */

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  event.preventDefault();
  const from = button.dataset.copy;
  const text = from.startsWith("#") ? document.querySelector(from).innerText : await (await fetch(from)).text();
  try {
    await navigator.clipboard.writeText(text.trim());
    button.classList.add("copied");
    say(button.dataset.said);
    setTimeout(() => button.classList.remove("copied"), 2500);
  } catch (error) {
    if (button.href) window.location.assign(button.href);
  }
});

/* ---- the style picker: names are suggested from all styles ---- */

document.addEventListener("input", async (event) => {
  const field = event.target;
  if (!field.matches?.("input[data-suggest]")) return;
  const list = document.getElementById(field.getAttribute("list"));
  const known = [...list.options].some((option) => option.value === field.value);
  if (known) { field.form.requestSubmit(); return; }
  const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: field.value, limit: 20 })}`);
  const { styles } = await answer.json();
  list.replaceChildren(...styles.map((style) => new Option(style.title, style.id)));
  list.querySelectorAll("option").forEach((option) => { option.value = option.value || option.text; });
});

/* ---- drag and drop ---- */

const drop = document.querySelector(".drop");
if (drop) {
  const field = drop.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
  document.addEventListener("dragover", over(true));
  document.addEventListener("dragleave", over(false));
  document.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.form.requestSubmit();
  });
  field.addEventListener("change", () => field.form.requestSubmit());
  field.form.addEventListener("submit", () => say(drop.dataset.reading));
}

/* ---- keys: "/" goes to the search; others press the button that names them ---- */

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "/") {
    const field = document.querySelector("input[type=search]");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
    return;
  }
  const button = document.querySelector(`[data-key~="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

/* ---- what is only for those without a script is taken away; a page that waits asks again ---- */

document.querySelectorAll(".no-script").forEach((each) => { each.hidden = true; });
document.querySelectorAll(".script-only").forEach((each) => { each.hidden = false; });
(function wait() {
  if (!document.querySelector("[data-wait]")) return;
  setTimeout(async () => { await refresh(window.location.href); wait(); }, 1000);
})();
