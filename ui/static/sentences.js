// Sentences as text nodes, so that nothing of them is ever markup; their marks are buttons.
const mark = (number, data, send) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `[${number}]`;
  button.setAttribute("aria-label", `${data.label} ${number}`);
  button.onclick = () => send("mark", Number(number));
  return button;
};

const paragraph = (parts, data, send) => {
  const node = document.createElement("p");
  node.lang = data.language;
  node.append(...parts.map((part, at) => (at % 2 ? mark(part, data, send) : part)));
  return node;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("section");
  root.setAttribute("aria-live", "polite");
  const drawn = JSON.stringify([data.label, data.language]);
  if (root.dataset.drawn !== drawn) root.replaceChildren();
  root.dataset.drawn = drawn;
  // A text only grows; where it is another one, what differs is drawn anew.
  for (const [at, parts] of data.sentences.entries()) {
    const before = root.children[at];
    const text = parts.map((part, i) => (i % 2 ? `[${part}]` : part)).join("");
    if (before?.textContent === text) continue;
    const node = paragraph(parts, data, setTriggerValue);
    if (before) before.replaceWith(node);
    else root.append(node);
  }
  while (root.children.length > data.sentences.length) root.lastElementChild.remove();
}
