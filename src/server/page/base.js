// What all views share: texts, elements, requests, downloads.

/** The texts of the page, the archive's description, and what the reader has chosen. */
export const state = { texts: {}, archive: null, language: "zh", token: "" };

/**
 * A text of the page with its values filled in. In `{n|article|articles}` the first word stands where n is 1, and the second one
 * else.
 */
export function say(name, values = {}) {
  const text = state.texts[name];
  if (text === undefined) throw new Error(`no text ${name}`);
  return text.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (_, key, one, several) => (one === undefined ? values[key] ?? "" : String(values[key]) === "1" ? one : several));
}

/** An element. Children are nodes or texts, never markup; `on…` attributes are listeners. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}
/** An element of SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}
function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class" || key.includes("-") || !(key in node) || node instanceof SVGElement) node.setAttribute(key, value === true ? "" : value);
    else node[key] = value;
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Whether a button of the mouse is held down. */
let isPressed = false;
addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { isPressed = false; }, true);

/**
 * A field for a day; `changed` gets it. A day that is typed counts when the field is left or Enter is pressed, because until
 * then its year is unfinished. Where the field is left by a click, what was clicked comes first: a page that is drawn anew in
 * between would swallow it.
 */
export function dayField(attributes, changed) {
  const field = el("input", { type: "date", min: "1000-01-01", max: "9999-12-31", ...attributes });
  let isTyped = false;
  field.dataset.applied = field.value;
  const apply = () => {
    isTyped = false;
    if (field.value === field.dataset.applied || !field.validity.valid) return;
    field.dataset.applied = field.value;
    changed(field.value);
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); apply(); } else if (event.key !== "Tab") isTyped = true;
  });
  field.addEventListener("pointerdown", () => { isTyped = false; });
  field.addEventListener("change", () => { if (!isTyped) apply(); });
  field.addEventListener("blur", () => {
    if (!isPressed) { apply(); return; }
    const before = location.hash;
    // A menu that was opened takes the day with it when it is closed.
    const later = () => { if (location.hash === before && !document.querySelector("details.pick[open]")) apply(); };
    addEventListener("pointerup", () => setTimeout(later), { once: true });
  });
  field.applyDay = apply;
  return field;
}

/** A table, or another thing that may be wider than the page: it scrolls, by keys too. */
export function scrolling(name, ...children) {
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": name }, ...children);
}

/**
 * Replaces a part of the page. What had the focus gives it to the element that takes its place, or else to `otherwise`, so
 * that who works by keyboard goes on from there.
 */
export function keepFocus(part, replace, otherwise) {
  const active = document.activeElement, had = part.contains(active);
  const choice = active?.dataset.choose, id = active?.closest("[id]")?.id;
  replace();
  if (!had) return;
  const again = (choice && part.querySelector(`[data-choose="${choice}"]`)) || (id && document.getElementById(id));
  const target = again?.matches?.("details") ? again.querySelector("summary") : again;
  (target && !target.disabled && part.contains(target) ? target : otherwise).focus({ preventScroll: true });
}

/** Says something to those who do not see it. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** A request of the API; the answer as JSON. An error has the message in the reader's language. */
export async function ask(path, { method = "GET", body } = {}) {
  const response = await request(path, { method, body });
  return response.json();
}
async function request(path, { method = "GET", body } = {}) {
  const headers = { Authorization: `Bearer ${state.token}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new Error(say("unreachable"));
  }
  if (!response.ok) throw await failure(response);
  return response;
}
async function failure(response) {
  const told = await response.json().catch(() => null);
  const error = new Error(told?.error?.message?.[state.language] ?? `${response.status}`);
  error.code = told?.error?.code;
  return error;
}

/** A name for a file, of parts; what some system does not allow in names is left out, and a long name is cut. */
export const fileName = (...parts) => [...parts.filter(Boolean).join("-").replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, " ").trim().replaceAll(" ", "_")].slice(0, 80).join("");

/** Saves what an address of the API answers as a file. */
export async function saveFrom(path, name) {
  const response = await request(path);
  save(await response.blob(), name);
}
/** Saves bytes as a file. */
export function save(content, name, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
/** Rows as a CSV file that spreadsheets open: with a byte order mark, and no cell that they would take for a formula. */
export function saveCsv(rows, name) {
  const cell = (value) => {
    let text = String(value ?? "");
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  save(`\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`, name, "text/csv");
}

/** Columns that are for programs where another column says the same in words. */
const CODES = { theme: "theme_name" };

/** The rows of a table for people: headings and values in their language, without codes. */
function readable([header, ...rows]) {
  const heading = (name) => {
    const [, column, of] = /^(\w+)(?: \((.*)\))?$/.exec(name) ?? [];
    return of === undefined ? say(`head_${name}`) : say("head_of", { column: say(`head_${column}`), of });
  };
  const kept = header.map((name) => !header.includes(CODES[name]));
  const value = (cell, at) => (cell === true ? say("yes") : cell === false ? say("no") : header[at] === "period" ? periodName(cell) : cell);
  return [header.map(heading), ...rows.map((row) => row.map(value))].map((row) => row.filter((_, at) => kept[at]));
}

/**
 * Buttons that save a table, as CSV for programs and as an Excel workbook for people. `rows` gives the rows, the header first;
 * a share in them is { share }. `about` are lines that tell what the table is of, for a sheet of their own; `id` begins the names of the
 * buttons.
 */
export function tableButtons(rows, name, about = [], id = "save") {
  const plain = () => rows().map((row) => row.map((cell) => (cell && typeof cell === "object" ? Number(rounded(cell.share, 6)) : cell)));
  const workbook = async () => {
    const body = { rows: readable(rows()).map((row) => row.map((cell) => cell ?? null)), about: about.filter(Boolean), about_name: say("aboutSheet") };
    const response = await request("/api/workbook", { method: "POST", body });
    save(await response.blob(), `${name}.xlsx`);
  };
  return [
    el("button", { type: "button", id: `${id}-csv`, onclick: () => saveCsv(plain(), `${name}.csv`) }, "CSV"),
    el("button", { type: "button", id: `${id}-xlsx`, onclick: (event) => workbook().catch((error) => event.target.after(problem(error))) }, "XLSX"),
  ];
}

/** The rows of a table as they are shown, without columns of bars, which hold no text. */
export function shownRows(table) {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")));
  const isWritten = rows[0].map((_, column) => rows.some((row) => row[column]));
  return rows.map((row) => row.filter((_, column) => isWritten[column]));
}

/**
 * A button that saves what is on the screen as a Word document. `screen` gives its title, summary, note, and the rows of its
 * table or the picture of its chart. The note tells how to read the document: hints for the page do not belong there.
 */
export function wordButton(screen, name) {
  const document = async () => save(await (await request("/api/document", { method: "POST", body: await screen() })).blob(), `${name}.docx`);
  return el("button", { type: "button", id: "save-docx", onclick: (event) => document().catch((error) => event.target.after(problem(error))) }, "DOCX");
}

/** The first or the last day of a year, a month or a day (2024, 2024-03, 2024-03-05), which is all that a field for days can show. */
export function dayOf(date, isLast) {
  const [, year, month = isLast ? "12" : "01", day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date ?? "") ?? [];
  if (!year) return "";
  const last = String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate());
  return `${year}-${month}-${day ?? (isLast ? last : "01")}`;
}

/** Bytes as Base64. */
export const base64 = (blob) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(blob);
});

/** A period as people write it: 2024-W03 and 2024-Q1 are for programs. */
export function periodName(period) {
  const [, year, kind, number] = /^(\d{4})-([WQ])(\d+)$/.exec(period) ?? [];
  if (!kind) return period;
  return kind === "W" ? say("weekName", { year, week: number.replace(/^0/, ""), padded: number }) : say(`quarterName${number}`, { year });
}

/** The name of a theme in the reader's language. */
export function themeName(id) {
  if (!id) return say("undetermined");
  const theme = state.archive?.themes.find((theme) => theme.id === id);
  return theme ? theme[state.language] || theme.zh || id : id;
}
/** The name of a province by its code. */
export const regionName = (code) => state.archive.provinces.find((one) => one.region === code)?.name ?? code;

/** A number with so many decimals, halves away from zero, as the program rounds it (numbers.rs): toFixed goes by the binary number. */
export function rounded(x, decimals) {
  const scale = 10 ** decimals, size = Math.floor(Math.abs(x) * scale + 0.5 + 1e-9) / scale;
  return (x < 0 && size > 0 ? "-" : "") + size.toFixed(decimals);
}
// As in the report: two digits where one would show 0, and below 0.01% where two would.
export function percent(share) {
  const text = rounded(100 * share, share > 0 && share < 0.0005 ? 2 : share && share < 0.0995 ? 1 : 0);
  return text === "0.00" ? "<0.01%" : `${text}%`;
}
export const thousands = (number) => number.toLocaleString("en-US");
/** Paper, page and place in one line. */
export function where({ paper, page, region_name: region, date }, withDate = false) {
  const parts = [withDate ? date : "", paper || say("noPaper"), page ? say("pageNumber", { page: page.replace(/^0+(?=\d)/, "") }) : "", region];
  return parts.filter(Boolean).join(" · ");
}

/** A time of the archive, which is UTC, by the reader's own clock: an edit of the morning in China would stand under the day before. */
export function localTime(at) {
  const time = new Date(at), two = (number) => String(number).padStart(2, "0");
  if (Number.isNaN(time.getTime())) return at.slice(0, 16).replace("T", " ");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The address within the page: a view, what it is about, and parameters. */
export function place() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [view, about] = path.split("/");
  return { view: view || "today", about, parameters: new URLSearchParams(query) };
}
/** An address within the page. */
export function address(view, parameters) {
  const query = new URLSearchParams(parameters ?? {}).toString();
  return `#/${view}${query ? `?${query}` : ""}`;
}
/** The attribute that lets voices read Chinese on a page in another language. */
export const tongue = (text) => (state.language !== "zh" && /\p{Script=Han}/u.test(text ?? "") ? { lang: "zh-CN" } : {});

/** A link to an article. */
export const articleLink = (row, text, attributes = {}) => (row ? el("a", { href: address(`article/${row}`), ...tongue(text), ...attributes }, text) : el("span", { ...tongue(text), ...attributes }, text));

/** A link to the articles of a paper, or of none that is known, on a day. */
export const paperLink = (paper, date) => el("a", { href: address("articles", { ...(paper ? { paper } : { without: "paper" }), ...(date ? { from: date, to: date } : {}) }), ...tongue(paper) }, paper || say("noPaper"));

/** A button for what cannot be taken back at once: it asks first, in its own place. */
export function askingButton(text, question, act, attributes = {}) {
  const box = el("span", { class: "asking" });
  const idle = () => box.replaceChildren(el("button", { type: "button", ...attributes, onclick: asked }, text));
  const done = async () => {
    try { await act(); } catch (error) { idle(); box.append(problem(error)); }
  };
  const asked = () => {
    const no = el("button", { type: "button", onclick: () => { idle(); box.querySelector("button").focus(); } }, say("cancel"));
    box.replaceChildren(el("span", {}, question), " ", el("button", { type: "button", class: "danger", "data-confirm": "", onclick: done }, say("confirm")), " ", no);
    // The safe answer is the one that Enter gives.
    no.focus();
  };
  idle();
  return box;
}

/** What stands where nothing was found; in an archive that holds nothing at all it is the way to fill it. */
export function nothing(text, attributes = {}) {
  const { articles, read_only: isReadOnly } = state.archive;
  if (articles) return el("p", { class: "empty", ...attributes }, text);
  return el("p", { class: "empty", id: "empty-archive" }, say("emptyTitle"), " ", isReadOnly ? null : el("a", { class: "button main", href: "#/add" }, say("tab_add")));
}

/** A message in the place of what could not be shown. */
export function problem(error) {
  return el("p", { class: "problem", role: "alert" }, error.message);
}
