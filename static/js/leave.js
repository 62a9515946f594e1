// Ask before leaving a form that was changed and not sent: <form data-leave>.
document.querySelectorAll("form[data-leave]").forEach((form) => {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  form.addEventListener("kept", () => { changed = false; }); // a script has saved it
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
});
