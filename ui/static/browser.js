// What only the browser can do: name the page's language, put the cursor into the question field,
// bring a new answer's figure into view, and give Streamlit's own buttons their names.
const set = (node, attribute, value) => {
  if (node.getAttribute(attribute) !== value) node.setAttribute(attribute, value);
};

const name = (labels, chip) => {
  for (const [selector, label] of Object.entries(labels)) {
    for (const node of document.querySelectorAll(selector)) set(node, "aria-label", label);
  }
  for (const node of document.querySelectorAll('[class*="st-key-chip-"] button')) {
    set(node, "aria-label", `${chip} ${node.textContent}`);
    set(node, "aria-pressed", String(node.getAttribute("kind") === "primary"));
  }
};

const focusQuestion = () => {
  const field = document.querySelector('[data-testid="stChatInput"] textarea');
  if (!field || field.disabled) return false;
  if (document.activeElement === document.body) field.focus();
  return true;
};

// Streamlit keeps a conversation at its end, where a long answer has its last source in view, and
// follows a text that grows there. From a new exchange's first element on, for a moment or until the
// reader moves, each such step is undone before it is painted.
const MOMENT = 3000; // milliseconds
const MOVES = ["wheel", "touchstart", "touchmove", "keydown", "pointerdown", "pointermove"];
const exchanges = () => document.querySelectorAll('[class*="st-key-exchange-"]');
let stood = 0; // exchanges when the newest was looked for last
let moved = false; // by the reader, since the newest exchange began
let moment = new AbortController(); // in which the newest is kept in view
moment.abort();
const keepInView = () => {
  const newest = [...exchanges()].at(-1);
  newest?.scrollIntoView({ block: "start", behavior: "instant" });
};
const move = (event) => {
  if (event.type === "pointermove" && !event.buttons) return; // a pointer that only passes
  moved = true;
  moment.abort();
};
const holdNewest = () => {
  moment.abort();
  moment = new AbortController();
  const { signal } = moment;
  setTimeout(moment.abort.bind(moment), MOMENT);
  window.addEventListener("scroll", keepInView, { capture: true, signal });
};
const showNewest = () => {
  const stand = exchanges().length;
  if (stand > stood) {
    moved = false;
    holdNewest();
  }
  stood = stand;
  if (!moment.signal.aborted) keepInView();
};

// A whole run opens the question field again that its question has closed. Where that run was cut short
// by one of a part of the page, which looks at a text on its way, Streamlit leaves the field closed. A
// question on its way is waited for: another run may take its place.
const CLOSED = 700; // milliseconds it may be closed with its answer drawn and nothing running
const MOST = 3; // times a whole run is asked for
const INPUT = '[data-testid="stChatInput"]';
const questions = () => document.querySelectorAll("h2.question").length;
let sent = 0; // questions that stood when the last one was sent
const note = ({ target }) => {
  if (target instanceof Element && target.closest(INPUT)) sent = questions();
};
const reopening = (ask) => {
  let since = 0;
  let asked = 0;
  return () => {
    const closed = document.querySelector(`${INPUT} textarea`)?.disabled;
    const runs = document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";
    if (!closed) asked = 0;
    if (!closed || runs || questions() <= sent) {
      since = 0;
    } else if (!since) {
      since = performance.now();
    } else if (performance.now() - since > CLOSED && asked < MOST) {
      since = 0;
      asked += 1;
      ask();
    }
  };
};

let turn = null;

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  // Narrow screens are left alone: there the focus would raise the keyboard over the starters.
  let waiting = window.innerWidth >= 768 && turn !== data.turn;
  // An answer that was long looked up for has a moment of its own.
  if (turn !== data.turn && data.turn && !moved) holdNewest();
  turn = data.turn;
  const prepare = () => {
    name(data.labels, data.chip);
    showNewest();
    if (waiting && focusQuestion()) waiting = false;
  };
  prepare();
  const watcher = new MutationObserver(prepare);
  watcher.observe(document.body, { childList: true, subtree: true });
  for (const name of ["keydown", "click"]) document.addEventListener(name, note, true);
  for (const name of MOVES) window.addEventListener(name, move, true);
  const looking = data.asks && setInterval(reopening(() => setTriggerValue("reopen", true)), 250);
  return () => {
    watcher.disconnect();
    clearInterval(looking);
    for (const name of ["keydown", "click"]) document.removeEventListener(name, note, true);
    for (const name of MOVES) window.removeEventListener(name, move, true);
  };
}
