// Puts the cursor into the question field, and tells the browser which language the page speaks.
// Narrow screens are left alone: there the focus would raise the keyboard over the starters.
export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language;
  if (data.focus && window.innerWidth >= 768) {
    const find = () => document.querySelector('[data-testid="stChatInput"] textarea');
    const put = () => {
      const field = find();
      if (field && document.activeElement === document.body) field.focus();
      return Boolean(field);
    };
    if (!put()) {
      const watcher = new MutationObserver(() => put() && watcher.disconnect());
      watcher.observe(document.body, { childList: true, subtree: true });
      return () => watcher.disconnect();
    }
  }
}
