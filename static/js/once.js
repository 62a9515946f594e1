// One press, one post: <form data-once>. The server answers a second post safely; this only spares the person the sight of it.
document.querySelectorAll("form[data-once]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { form.querySelectorAll("button[type=submit]").forEach((button) => { button.disabled = true; }); }, 0);
  });
});
// The back button shows the page as it was kept: make its buttons live again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-once]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[type=submit]").forEach((button) => { button.disabled = false; });
  });
});
