// Choose rows of a list: <form data-pick> with checkboxes "number" and one "everything". Says how many are chosen.
document.querySelectorAll("form[data-pick]").forEach((form) => {
  const words = form.querySelector("[data-picked]");
  const everything = form.querySelector("input[name=everything]");
  const rows = Array.from(form.querySelectorAll("input[name=number]"));
  if (!words || !everything) return;
  const usual = words.textContent;
  const tell = () => {
    const count = rows.filter((row) => row.checked).length;
    words.textContent = everything.checked ? "已选本筛选全部。" : count ? `已选 ${count} 件。` : usual;
  };
  form.addEventListener("change", (event) => {
    if (event.target === everything) rows.forEach((row) => { row.checked = false; row.disabled = everything.checked; });
    tell();
  });
  window.addEventListener("pageshow", () => { rows.forEach((row) => { row.disabled = everything.checked; }); tell(); });
});
