// The keys belong to the app as soon as it is there, without a click, and to the way back once it has ended.
const body = document.body, terminal = document.getElementById("terminal");
const opened = new MutationObserver(() => {
  const keys = terminal.querySelector("textarea");
  if (keys) { opened.disconnect(); keys.focus(); }
});
opened.observe(terminal, { childList: true, subtree: true });
new MutationObserver(() => {
  if (body.classList.contains("-closed")) document.querySelector("#ended a").focus();
}).observe(body, { attributes: true, attributeFilter: ["class"] });
