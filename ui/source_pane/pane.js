// Draws the cited bulletin. Every text goes in as a text node, so nothing of it is ever markup.
const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const control = (className, label, action) => {
  const button = make("button", className, label);
  button.type = "button";
  button.onclick = action;
  return button;
};

const head = (data, send) => {
  const bar = make("div", "bar");
  bar.append(make("span", "place", data.words.place));
  if (data.previous || data.next) {
    const previous = control("step", "‹", () => send("show", data.previous));
    const next = control("step", "›", () => send("show", data.next));
    previous.setAttribute("aria-label", data.words.previous);
    next.setAttribute("aria-label", data.words.next);
    previous.disabled = !data.previous;
    next.disabled = !data.next;
    bar.append(previous, next);
  }
  bar.append(control("close", data.words.close, () => send("close", true)));
  return bar;
};

const about = (data) => {
  const node = make("header");
  node.append(make("h2", "", data.title), make("p", "about", data.about));
  if (data.note) node.append(make("p", "about note", data.note));
  if (data.url) {
    const link = make("a", "", data.words.link);
    link.href = data.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    node.append(link);
  }
  return node;
};

// A line of cells parted by bars is the row of a table; "←" and "↑" are cells another one covers.
const cells = (line) => (/ \||\| /.test(line) ? line.split(/ ?\| ?/) : []);
const inTable = (lines, at) => {
  const count = cells(lines[at] || "").length;
  const as = (line) => cells(line || "").length === count;
  return count > 1 && (as(lines[at - 1]) || as(lines[at + 1]));
};

const row = (line, marked) => {
  const node = make("tr", marked ? "marked" : "");
  let last = null;
  for (const text of cells(line)) {
    if (text === "←" && last) {
      last.colSpan += 1;
      continue;
    }
    last = make("td", /^[-−+]?\d[\d.,\s]*%?$/.test(text) ? "number" : "");
    last.append(marked ? make("mark", "", text === "↑" ? "" : text) : text === "↑" ? "" : text);
    node.append(last);
  }
  return node;
};

const bulletin = (paragraphs) => {
  const node = make("div", "bulletin");
  node.lang = "vi";
  node.tabIndex = 0;
  let table = null;
  const lines = paragraphs.map((parts) => parts.join(""));
  for (const [at, [before, marked, after]] of paragraphs.entries()) {
    if (inTable(lines, at)) {
      if (!table) {
        table = make("table");
        const scroller = make("div", "table");
        scroller.append(table);
        node.append(scroller);
      }
      table.append(row(lines[at], Boolean(marked)));
      continue;
    }
    table = null;
    const paragraph = make("p");
    paragraph.append(before);
    if (marked) paragraph.append(make("mark", "", marked));
    paragraph.append(after);
    node.append(paragraph);
  }
  return node;
};

const bringIntoView = (scroller) => {
  const mark = scroller.querySelector("mark");
  if (!mark) return;
  const down = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += down - scroller.clientHeight / 4;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("article");
  const shown = `${data.id}:${data.number}:${data.words.link}`;
  const bar = JSON.stringify([data.previous, data.next, data.words]);
  if (root.dataset.shown === shown) {
    // Further sources may come while one is read; the text stays where the reader has it.
    if (root.dataset.bar !== bar) root.firstElementChild.replaceWith(head(data, setTriggerValue));
    root.dataset.bar = bar;
    return;
  }
  root.dataset.shown = shown;
  root.dataset.bar = bar;
  const text = bulletin(data.paragraphs);
  root.replaceChildren(head(data, setTriggerValue), about(data), text);
  const settle = () => {
    bringIntoView(text);
    if (data.reveal) root.scrollIntoView({ block: "start" });
  };
  settle();
  // The font may arrive after the text and move every line.
  document.fonts.ready.then(settle);
}
